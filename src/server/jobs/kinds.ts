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
    kind: 'apply',
    title: 'Apply a plan',
    permission: 'plans.apply',
    parameters: z.strictObject({ plan: planId }),
    commands: ({ plan }) => [['apply', '--plan-id', plan, '--yes', '-o', 'json']],
    resumable: true,
  }),
  defineJob({
    kind: 'advance',
    title: 'Take a plan to its next stage',
    permission: 'plans.apply',
    parameters: z.strictObject({ plan: planId }),
    commands: ({ plan }) => [['plan', 'advance', plan, '--yes', '-o', 'json']],
    resumable: true,
  }),
  defineJob({
    kind: 'undo',
    title: 'Undo a run',
    permission: 'plans.apply',
    parameters: z.strictObject({ run: runId }),
    commands: ({ run }) => [['undo', run, '--yes', '-o', 'json']],
    resumable: true,
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
    parameters: none,
    commands: () => [['audit', 'pull']],
    resumable: true,
    schedule: '*/5 * * * *',
    needs: 'read-content',
  }),
];

/** A kind by its name. */
export function jobKind(kind: string): JobKind | undefined {
  return jobKinds.find((one) => one.kind === kind);
}
