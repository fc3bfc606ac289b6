import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../cli/commands/index.ts';
import { directCommands } from '../cli/remote/direct-commands.ts';
import { jobCommands } from '../cli/remote/job-commands.ts';
import { type Permission, type Role, permissionsOf, roles } from '../core/permission.ts';
import { remoteCommands } from './remote-commands.ts';

/** What names something of the machine that does the work: nobody elsewhere may give it. */
const ofTheMachine = new Set([
  ...['organization', 'home', 'local', 'tenant', 'trace-http', 'from-file', 'rule-package', 'hash-key-file', 'state'],
  ...['export', 'folder', 'to-file', 'root', 'certificate', 'simulator', 'by', 'yes', 'env', 'patient'],
]);

describe('S0-22: commands that a server carries out for others', () => {
  const all = new Map(commands.map((command) => [command.path.join(' '), command]));

  for (const { command: name, options, takes = 0, writes } of remoteCommands)
    it(name, () => {
      const command = all.get(name);
      assert.ok(command, 'is a command');
      const known = new Set(command.options.map(({ flags }) => /--([a-z-]+)/.exec(flags)![1]!));
      for (const option of options) {
        assert.ok(known.has(option), `--${option} is an option of it`);
        if (!(name === 'findings list' && option === 'state') && !(name === 'alerts list' && option === 'state'))
          assert.ok(!ofTheMachine.has(option), `--${option} is about the machine`);
      }
      const isGroup = commands.some(
        ({ path }) => path.length > command.path.length && path.join(' ').startsWith(`${name} `),
      );
      if (isGroup) assert.equal(takes, 0, 'an argument could name a verb below it, which needs other permissions');
      assert.ok(
        takes <=
          Math.max(command.arguments.length, command.arguments.some(({ name: one }) => one.endsWith('...')) ? 200 : 0),
      );
      if (writes && known.has('what-if')) assert.ok(options.includes('what-if'), 'what can be looked at first is');
    });

  /** Who may have what carried out, typed by hand from the access matrix of the console. */
  const technical: readonly Role[] = ['owner', 'it-admin', 'msp'];
  const readers: readonly Role[] = [...technical, 'privacy-officer', 'auditor'];
  const expected: Readonly<Record<string, readonly Role[]>> = {
    assess: [...technical, 'privacy-officer'],
    'findings list': readers,
    'findings decide': [...technical, 'privacy-officer'],
    'tenant test': technical,
    plan: technical,
    'plan list': readers,
    'plan show': readers,
    'plan script': readers,
    'plan advance': readers,
    apply: readers,
    undo: readers,
    drift: readers,
    'drift revert': technical,
    'drift adopt': technical,
    'decisions list': readers,
    'config-book': ['owner', 'it-admin', 'privacy-officer', 'auditor'],
    inventory: readers,
    'inventory show': ['owner', 'privacy-officer'],
    'inventory mail': ['owner', 'privacy-officer'],
    'placement check': ['owner', 'privacy-officer'],
    links: ['owner', 'privacy-officer'],
    'links stale': ['owner', 'privacy-officer'],
    'links plan': ['owner'],
    'dlp events': [...technical, 'privacy-officer'],
    'dlp judge': technical,
    'labels dependencies': readers,
    'dlp grid': readers,
    'dlp tune': readers,
    'dlp rollout': technical,
    'audit feeds': readers,
    'audit coverage': readers,
    'audit search': [...technical, 'privacy-officer'],
    'access explore': [...technical, 'privacy-officer'],
    'audit review': ['owner', 'it-admin', 'privacy-officer'],
    'audit reviews': ['owner', 'it-admin', 'privacy-officer'],
    'audit decide': ['owner', 'it-admin', 'privacy-officer'],
    'audit sign-off': ['owner', 'it-admin', 'privacy-officer'],
    'audit verify': ['owner', 'privacy-officer'],
    'audit root': readers,
    'audit hold list': readers,
    'alerts list': readers,
    'alerts show': readers,
    'alerts acknowledge': [...technical, 'privacy-officer'],
    'alerts close': [...technical, 'privacy-officer'],
    'detections tune': readers,
    'routes list': readers,
    'routes test': technical,
    'streams list': readers,
    'streams test': technical,
    'partners probe': [...technical, 'privacy-officer'],
    'sign-in-methods list': readers,
    'due list': readers,
    'due sign': ['owner', 'it-admin', 'privacy-officer'],
    'jobs list': [...technical, 'privacy-officer'],
    'jobs cancel': [...technical, 'privacy-officer'],
    'activity list': ['owner', 'it-admin', 'privacy-officer', 'auditor'],
    'snapshots list': readers,
  };
  it('every command × every role', () => {
    const holds = (role: Role, needs: readonly Permission[]) =>
      needs.every((permission) => permissionsOf[role].includes(permission));
    for (const { command, needs } of remoteCommands)
      assert.deepEqual(
        roles.filter((role) => holds(role, needs)).toSorted(),
        [...(expected[command] ?? [])].toSorted(),
        command,
      );
    assert.deepEqual(remoteCommands.map(({ command }) => command).toSorted(), Object.keys(expected).toSorted());
  });

  it('opening the records themselves needs more than searching', () => {
    const reveals = remoteCommands.filter(({ options }) => options.includes('reveal'));
    assert.deepEqual(
      reveals.map(({ command, optionNeeds }) => [command, optionNeeds?.['reveal']]),
      [
        ['audit search', 'log.open'],
        ['access explore', 'log.open'],
        ['alerts show', 'log.open'],
      ],
    );
  });

  it('what is long, or about Wardline itself, goes another way', () => {
    const once = new Set(remoteCommands.filter(({ writes }) => writes).map(({ command }) => command));
    assert.deepEqual(Object.keys(jobCommands).toSorted(), [
      ...['apply', 'audit pull', 'collect', 'plan advance', 'scan', 'undo'],
    ]);
    for (const name of [...Object.keys(jobCommands), ...Object.keys(directCommands)]) {
      assert.ok(all.has(name), `${name} is a command`);
      assert.ok(!once.has(name), `${name} is done in one way`);
    }
  });
});
