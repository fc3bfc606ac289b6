import { z } from 'zod';
import { day, defineEndpoint, moment } from './define.ts';

const span = z.object({ from: moment, to: moment });

export const showFeeds = defineEndpoint({
  id: 'log.feeds',
  method: 'get',
  path: '/t/{tenant}/audit-log/feeds',
  summary: 'How each feed stands, how late records come, and events by hour of the last three days',
  access: 'alerts.read',
  answer: z.object({
    at: moment,
    microsoft: z
      .object({ usualMinutes: z.tuple([z.int(), z.int()]), promised: z.literal(false) })
      .describe('When Microsoft itself has most records ready. It promises no time.'),
    ours: z.object({
      everyMinutes: z.int().describe('How often the schedule looks.'),
      p50: z.int().optional().describe('Minutes from an event to its receipt here, of half of the records.'),
      p95: z.int().optional(),
    }),
    lastEvent: moment.optional(),
    feeds: z.array(
      z.object({
        feed: z.string(),
        state: z.string(),
        lastSuccess: moment.nullable(),
        lastEvent: moment.nullable(),
        records: z.int().describe('Of the last four weeks.'),
        lagP50: z.int().optional(),
        lagP95: z.int().optional(),
        silentHours: z.number().optional(),
        usualSilenceHours: z.number().optional(),
        isSilent: z.boolean(),
        gaps: z.array(span),
        problem: z.string().optional(),
      }),
    ),
    hours: z.array(z.object({ at: moment, records: z.int(), failures: z.int() })),
    hoursFrom: moment,
  }),
});

export const showCoverage = defineEndpoint({
  id: 'log.coverage',
  method: 'get',
  path: '/t/{tenant}/audit-log/coverage',
  summary: 'The six families of events: collected, licensed, last event, and what is in doubt',
  access: 'alerts.read',
  answer: z.object({
    at: moment,
    families: z.array(
      z.object({
        family: z.string(),
        title: z.string(),
        feed: z.string(),
        collected: z.boolean(),
        licensed: z.enum(['yes', 'no', 'unknown', 'not needed']),
        lastEventAt: moment.optional(),
        warning: z.string().optional(),
      }),
    ),
  }),
});

const short = z.string().trim().min(1).max(400);
/** A day, or a moment. */
const time = z.union([day, moment]);

/** What a person asks the log about; of several conditions all must hold. */
const question = {
  patient: z
    .union([z.strictObject({ name: short, birthDate: day }), z.strictObject({ number: short })])
    .optional()
    .describe('Hashed at once; neither kept nor logged.'),
  file: z.string().trim().min(1).max(2_000).optional().describe('List item id, address, or what a row shows.'),
  user: short.optional(),
  site: short.optional(),
  ip: short.optional(),
  operation: short.optional(),
  from: time.optional().describe('A day is its beginning, UTC.'),
  to: time.optional().describe('A day is its end, UTC.'),
};

const found = z.object({
  id: z.string(),
  at: moment,
  actor: z.string(),
  operation: z.string(),
  workload: z.string(),
  outcome: z.string(),
  ip: z.string().optional(),
  country: z.string().optional(),
  device: z.string().optional(),
  managed: z.boolean().optional(),
  app: z.string().optional(),
  site: z.string().optional(),
  file: z.string().optional().describe('An id, or a keyed hash of an address: never a name.'),
  joinedBy: z.enum(['id', 'address', 'message']).optional(),
  repeats: z.literal(true).optional(),
});
export type FoundShown = z.infer<typeof found>;

export const searchLog = defineEndpoint({
  id: 'log.search',
  method: 'post',
  path: '/t/{tenant}/audit-log/search',
  summary: 'Who touched what: by patient, file, account, site, address, operation and time. It is recorded who asked',
  access: 'log.search',
  reads: true,
  body: z.strictObject({
    ...question,
    after: z.string().max(200).optional().describe('The `next` of the page before.'),
    limit: z.int().min(1).max(1_000).default(100),
  }),
  answer: z.object({
    rows: z.array(found),
    next: z.string().optional(),
    timeline: z
      .object({
        unit: z.enum(['hour', 'day']),
        bars: z.array(z.object({ at: moment, records: z.int(), failures: z.int() })),
        counted: z.int(),
        all: z.boolean().describe('False: only the newest events were counted.'),
      })
      .optional()
      .describe('With the first page.'),
    items: z.int().optional().describe('Files and messages in which scans found the patient.'),
    notes: z.array(z.string()).describe('What the answer does not hold.'),
  }),
});

export type LogFound = z.infer<typeof searchLog.answer>;

export const openRecords = defineEndpoint({
  id: 'log.open',
  method: 'post',
  path: '/t/{tenant}/audit-log/records',
  summary: 'The records themselves, which name files and people. Who opened which is recorded before they are read',
  access: 'log.open',
  reads: true,
  body: z.strictObject({
    ids: z.array(z.string().min(1).max(200)).min(1).max(200),
    alert: z.string().max(100).optional().describe('The alert that they are opened for.'),
  }),
  answer: z.object({ records: z.array(z.object({ id: z.string(), record: z.unknown() })) }),
});

export const exportLog = defineEndpoint({
  id: 'log.export',
  method: 'post',
  path: '/t/{tenant}/audit-log/export',
  summary: 'All pages of a search as CSV or lines of JSON, without names of files. It is recorded',
  access: 'log.search',
  reads: true,
  file: 'application/octet-stream',
  body: z.strictObject({ ...question, form: z.enum(['csv', 'jsonl']) }),
  answer: z.never(),
});

export const proveLog = defineEndpoint({
  id: 'log.prove',
  method: 'post',
  path: '/t/{tenant}/audit-log/evidence',
  summary:
    'The records of a search with the proof that each was sealed as it is, as a zip. They are PHI; it is recorded',
  access: 'log.open',
  reads: true,
  file: 'application/zip',
  body: z.strictObject(question),
  answer: z.never(),
});
