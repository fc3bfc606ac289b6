import { z } from 'zod';
import type { Permission } from '../../core/permission.ts';

/** A kind of long work: one or more runs of the command line, one after the other, in a process of their own. */
export interface JobKind<P extends z.ZodObject = z.ZodObject> {
  kind: string;
  /** What people read: "Check the settings". */
  title: string;
  permission: Permission;
  parameters: P;
  /** Words of each command line, without the tenant. Only checked values become words. */
  commands(parameters: z.output<P>): string[][];
  /** Whether another worker goes on with it when one is killed: the command takes up where it stopped. */
  resumable: boolean;
  /** What it prints names files, and with them patients: it is not kept. */
  printsNames?: true;
  /** Its result is kept whole, for who waits for it at another machine. */
  keeps?: 'whole';
  /** When it runs by itself: a cron line in the server's time zone. */
  schedule?: string;
  /** The app registration without which the clock does not begin it. */
  needs?: 'read-settings' | 'read-content';
}

function defineJob<P extends z.ZodObject>(kind: JobKind<P>): JobKind {
  return kind;
}

const planId = z.string().regex(/^[A-Za-z0-9-]{1,80}$/);
const runId = z.guid();
const none = z.strictObject({});
/** Why, for the decision log. */
const reason = z.string().trim().min(1).max(4_000).optional();
const timeZone = z
  .string()
  .regex(/^[A-Za-z0-9_+/-]{1,60}$/)
  .optional();

/** An option with its value in one word, so that the value can never become an option. */
function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}

export const jobKinds: readonly JobKind[] = [
  defineJob({
    kind: 'check',
    title: 'Read and check the settings',
    permission: 'assessments.run',
    parameters: none,
    commands: () => [['collect'], ['assess', '-o', 'json']],
    resumable: true,
    schedule: '0 2 * * *',
    needs: 'read-settings',
  }),
  defineJob({
    kind: 'collect',
    title: 'Read the settings',
    permission: 'assessments.run',
    parameters: none,
    commands: () => [['collect', '-o', 'json']],
    resumable: true,
    keeps: 'whole',
  }),
  defineJob({
    kind: 'apply',
    title: 'Apply a plan',
    permission: 'plans.apply',
    parameters: z.strictObject({ plan: planId, reason }),
    commands: ({ plan, reason: why }) => [
      ['apply', '--plan-id', plan, ...option('reason', why), '--yes', '-o', 'json'],
    ],
    resumable: true,
    keeps: 'whole',
  }),
  defineJob({
    kind: 'advance',
    title: 'Take a plan to its next stage',
    permission: 'plans.apply',
    parameters: z.strictObject({ plan: planId.optional(), reason, accept: reason, timeZone }),
    commands: ({ plan, reason: why, accept, timeZone: zone }) => [
      [
        ...['plan', 'advance', ...option('reason', why), ...option('accept', accept), ...option('time-zone', zone)],
        ...['--yes', '-o', 'json', ...(plan === undefined ? [] : ['--', plan])],
      ],
    ],
    resumable: true,
    keeps: 'whole',
  }),
  defineJob({
    kind: 'undo',
    title: 'Undo a run',
    permission: 'plans.apply',
    parameters: z.strictObject({ run: runId, reason, evenPartly: z.boolean().default(false) }),
    commands: ({ run, reason: why, evenPartly }) => [
      ['undo', run, ...option('reason', why), ...(evenPartly ? ['--even-partly'] : []), '--yes', '-o', 'json'],
    ],
    resumable: true,
    keeps: 'whole',
  }),
  defineJob({
    kind: 'scan',
    title: 'Look for patient information',
    permission: 'inventory.scan',
    parameters: z.strictObject({ labels: z.boolean().default(false), teams: z.boolean().default(false) }),
    commands: ({ labels, teams }) => [
      ['scan', ...(labels ? ['--labels'] : []), ...(teams ? ['--teams'] : []), '-o', 'csv'],
    ],
    resumable: true,
    printsNames: true,
    schedule: '30 2 * * *',
    needs: 'read-content',
  }),
  defineJob({
    kind: 'audit-pull',
    title: 'Fetch the audit log',
    permission: 'jobs.run',
    // From an earlier day on than before: Microsoft is asked for searches, and the job stays until they are read.
    parameters: z.strictObject({ since: z.iso.date().optional() }),
    commands: ({ since }) => [['audit', 'pull', ...(since ? ['--since', since, '--wait', '240'] : [])]],
    resumable: true,
    schedule: '*/5 * * * *',
    needs: 'read-content',
  }),
  defineJob({
    kind: 'digest',
    title: 'Send the weekly digest',
    permission: 'jobs.run',
    parameters: none,
    commands: () => [['digest', '--send']],
    resumable: true,
    schedule: '30 6 * * 1',
    needs: 'read-settings',
  }),
  defineJob({
    kind: 'duties',
    title: 'Look for overdue duties',
    permission: 'jobs.run',
    parameters: none,
    commands: () => [['due', 'tell']],
    resumable: true,
    schedule: '0 6 * * *',
    needs: 'read-settings',
  }),
];

/** A kind by its name. */
export function jobKind(kind: string): JobKind | undefined {
  return jobKinds.find((one) => one.kind === kind);
}
