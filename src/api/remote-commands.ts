import type { Permission } from '../core/permission.ts';

/** A command of the command line that the server carries out for somebody who sits at another machine. */
export interface RemoteCommand {
  /** As it is typed: `drift revert`. */
  command: string;
  /**
   * Arguments that it takes: none when absent. A word beyond them could name a verb below the command, which needs other
   * permissions.
   */
  takes?: number;
  /** All of them have to be held in the tenant. */
  needs: readonly Permission[];
  /** It changes something: what it did is not done twice, and it is sent once. */
  writes?: true;
  /**
   * Options that it takes from afar, without dashes. Any other one names something of the machine that it runs on, as
   * files do, and is refused.
   */
  options: readonly string[];
  /** What an option needs beside `needs`. */
  optionNeeds?: Readonly<Record<string, Permission>>;
}

/**
 * Every command that answers within seconds. What takes longer is a job (`jobs.start`). Needs follow the endpoints that
 * show or do the same to the console; a command that prints names of files needs `inventory.names` in their place,
 * because its tables are not masked.
 */
export const remoteCommands: readonly RemoteCommand[] = [
  {
    command: 'assess',
    needs: ['assessments.run', 'findings.read'],
    writes: true,
    options: ['baseline', 'as-of', 'fail-on', 'only', 'all'],
  },
  { command: 'findings list', needs: ['findings.read'], options: ['state', 'control', 'limit'] },
  {
    command: 'findings decide',
    takes: 2,
    needs: ['findings.decide'],
    writes: true,
    options: ['reason', 'until', 'what-if'],
  },
  { command: 'tenant test', needs: ['tenants.connect'], options: ['registration'] },
  {
    command: 'plan',
    needs: ['plans.make'],
    writes: true,
    options: [
      ...['baseline', 'template', 'own-types', 'only', 'no-rehearsal', 'sign-ins-days', 'time-zone'],
      'allow-admin-lockout',
    ],
  },
  { command: 'plan list', needs: ['plans.read'], options: [] },
  { command: 'plan show', takes: 1, needs: ['plans.read'], options: [] },
  { command: 'plan script', needs: ['plans.read'], options: ['plan-id'] },
  // Only to look: what changes a tenant is a job.
  { command: 'plan advance', takes: 1, needs: ['plans.read'], options: ['what-if', 'accept', 'time-zone'] },
  { command: 'apply', needs: ['plans.read'], options: ['plan-id', 'what-if'] },
  { command: 'undo', takes: 1, needs: ['plans.read'], options: ['what-if', 'even-partly'] },
  { command: 'drift', needs: ['drift.read'], options: ['detailed-exitcode'] },
  { command: 'drift revert', takes: 1, needs: ['drift.read', 'plans.make'], writes: true, options: ['what-if'] },
  { command: 'drift adopt', takes: 1, needs: ['drift.decide'], writes: true, options: ['reason', 'what-if'] },
  { command: 'decisions list', needs: ['evidence.read'], options: ['setting'] },
  { command: 'config-book', needs: ['evidence.export'], options: [] },
  { command: 'inventory', needs: ['inventory.read'], options: ['kind', 'open-to'] },
  { command: 'inventory show', takes: 1, needs: ['inventory.names'], options: ['all', 'open-to', 'limit'] },
  { command: 'inventory mail', needs: ['inventory.names'], options: ['reach', 'all'] },
  { command: 'placement check', needs: ['inventory.names'], options: [] },
  { command: 'links', needs: ['links.read', 'inventory.names'], options: ['kind', 'store', 'phi', 'all'] },
  { command: 'links stale', needs: ['links.read', 'inventory.names'], options: ['days'] },
  {
    command: 'links plan',
    needs: ['plans.make', 'inventory.names'],
    writes: true,
    options: ['days', 'phi', 'unknown', 'any-use', 'kind', 'store', 'what-if'],
  },
  { command: 'labels dependencies', needs: ['labels.read'], options: ['label'] },
  { command: 'dlp grid', needs: ['labels.read'], options: [] },
  { command: 'dlp events', needs: ['log.search'], options: ['days', 'rule', 'open'] },
  {
    command: 'dlp judge',
    takes: 2,
    needs: ['labels.plan'],
    writes: true,
    options: ['days', 'reason', 'what-if'],
  },
  { command: 'dlp tune', takes: 1, needs: ['labels.read'], options: ['confidence', 'count'] },
  {
    command: 'dlp rollout',
    needs: ['labels.plan'],
    writes: true,
    options: ['advance', 'reason', 'what-if'],
  },
  { command: 'audit feeds', needs: ['alerts.read'], options: [] },
  { command: 'audit coverage', needs: ['alerts.read'], options: [] },
  {
    command: 'audit search',
    needs: ['log.search'],
    options: ['user', 'file', 'site', 'ip', 'operation', 'from', 'to', 'limit', 'after', 'reveal'],
    optionNeeds: { reveal: 'log.open' },
  },
  {
    command: 'access explore',
    needs: ['log.search'],
    options: ['file', 'user', 'site', 'ip', 'operation', 'from', 'to', 'limit', 'after', 'reveal'],
    optionNeeds: { reveal: 'log.open' },
  },
  { command: 'audit review', needs: ['log.review'], options: ['month', 'week', 'time-zone', 'work-hours'] },
  { command: 'audit reviews', needs: ['log.review'], options: [] },
  {
    command: 'audit decide',
    takes: 200,
    needs: ['log.review'],
    writes: true,
    options: ['month', 'week', 'as', 'note', 'time-zone', 'work-hours', 'what-if'],
  },
  {
    command: 'audit sign-off',
    needs: ['log.review'],
    writes: true,
    options: ['month', 'week', 'note', 'time-zone', 'work-hours', 'what-if'],
  },
  { command: 'audit verify', needs: ['log.open'], options: [] },
  { command: 'audit root', needs: ['evidence.read'], options: [] },
  { command: 'audit hold list', needs: ['settings.read'], options: [] },
  { command: 'alerts list', needs: ['alerts.read'], options: ['state', 'min-severity', 'since', 'limit'] },
  {
    command: 'alerts show',
    takes: 1,
    needs: ['alerts.read'],
    options: ['reveal'],
    optionNeeds: { reveal: 'log.open' },
  },
  { command: 'alerts acknowledge', takes: 1, needs: ['alerts.decide'], writes: true, options: ['reason', 'what-if'] },
  {
    command: 'alerts close',
    takes: 1,
    needs: ['alerts.decide'],
    writes: true,
    options: ['reason', 'verdict', 'what-if'],
  },
  { command: 'detections tune', takes: 1, needs: ['alerts.read'], options: ['set', 'from', 'to'] },
  { command: 'routes list', needs: ['settings.read'], options: [] },
  { command: 'routes test', takes: 1, needs: ['settings.write'], writes: true, options: ['what-if'] },
  { command: 'streams list', needs: ['settings.read'], options: [] },
  { command: 'streams test', takes: 1, needs: ['settings.write'], writes: true, options: ['what-if'] },
  { command: 'partners probe', needs: ['assessments.run'], options: [] },
  { command: 'sign-in-methods list', needs: ['findings.read'], options: [] },
  { command: 'due list', needs: ['assessments.read', 'alerts.read'], options: ['all', 'days', 'ics'] },
  { command: 'due sign', takes: 1, needs: ['log.review'], writes: true, options: ['period', 'note', 'what-if'] },
  { command: 'jobs list', needs: ['jobs.read'], options: ['open', 'limit'] },
  { command: 'jobs cancel', takes: 1, needs: ['jobs.read', 'jobs.run'], writes: true, options: ['what-if'] },
  { command: 'activity list', needs: ['activity.read'], options: ['action', 'limit'] },
  { command: 'snapshots list', needs: ['assessments.read'], options: ['limit'] },
];

/** One of them by its words. */
export function remoteCommand(words: readonly string[]): RemoteCommand | undefined {
  const command = words.join(' ');
  return remoteCommands.find((one) => one.command === command);
}
