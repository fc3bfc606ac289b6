import { userInfo } from 'node:os';
import { now } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import { defineCommand } from '../command.ts';
import type { DoctorFinding } from '../doctor/finding.ts';
import { lookAtAll } from '../doctor/look.ts';
import { variablesSet } from '../doctor/machine.ts';
import { confirmRecoveryKit } from '../doctor/recovery-kit.ts';
import { hasHome, homeOf, homeOption } from '../live.ts';

const marks = { sound: 'ok', warning: 'look', fault: 'FAULT', unknown: '?' } as const;

export const doctorCommand = defineCommand<DoctorFinding>({
  path: ['doctor'],
  summary: 'look at the whole set-up and say everything that is wrong at once',
  details: `Nothing is sent to a tenant. It is red until a person has confirmed that the recovery kit is kept elsewhere.
  wardline doctor
  wardline doctor --confirm-recovery-kit
  wardline doctor --bundle -o json --out support.json   to send to somebody who helps: no names, no secrets

Exit codes: 0 nothing is wrong (there may be things to look at), 1 something is.`,
  arguments: [],
  options: [
    { flags: '--confirm-recovery-kit', summary: 'a person says that the kit is kept elsewhere, by its check word' },
    { flags: '--bundle', summary: 'leave out names and places, and add versions: for somebody who helps' },
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: async (invocation) => {
    const { env, options, version } = invocation;
    const home = homeOf(invocation);
    const at = now();
    const messages: string[] = [];
    if (options['confirmRecoveryKit'] === true) {
      if (!invocation.ask)
        throw new WardlineError(
          'not-permitted',
          'Only a person can confirm it, and nobody is here to ask.',
          'Run it at a terminal.',
        );
      const word = await invocation.ask('I keep the recovery kit apart from this machine. Its check word: ');
      confirmRecoveryKit(home, env, word, userInfo().username, at);
      messages.push('Confirmed. The kit was removed from this machine.');
    }
    const findings = await lookAtAll(home, env, at, hasHome(invocation));
    const bundle = options['bundle'] === true;
    // Titles and reasons name tenants, and steps name places.
    const rows: DoctorFinding[] = bundle
      ? findings.map(({ id, state }) => ({ id, state, title: id, why: '' }))
      : findings;
    const faults = rows.filter(({ state }) => state === 'fault').length;
    return {
      data: {
        ...{ at, wardline: version, faults },
        ...(bundle && {
          node: process.versions.node,
          platform: process.platform,
          arch: process.arch,
          set: variablesSet(env),
        }),
        findings: rows,
      },
      rows,
      columns: [
        { title: 'What', value: ({ id }) => id },
        { title: 'State', value: ({ state }) => state },
        { title: 'Why', value: ({ why }) => why },
        { title: 'Step', value: ({ step }) => step ?? '' },
      ],
      text: () =>
        `${rows.map(({ title, state, why, step }) => `${marks[state].padEnd(6)}${title}${why && `: ${why}`}${step ? `\n      ${step}` : ''}`).join('\n')}\n\n${faults === 0 ? 'Nothing is wrong.' : `${faults} to mend.`}\n`,
      messages,
      exit: faults > 0 ? 1 : 0,
    };
  },
});
