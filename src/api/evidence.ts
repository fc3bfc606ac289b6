import { z } from 'zod';
import { defineEndpoint, moment } from './define.ts';

const limit = z.coerce.number().int().min(1).max(1_000).default(200);

const decision = z.object({
  seq: z.int(),
  at: moment,
  setting: z.string(),
  from: z.unknown(),
  to: z.unknown(),
  reason: z.string(),
  author: z.string(),
  source: z.string(),
  control: z.string().nullable(),
});
export type DecisionRow = z.infer<typeof decision>;

export const listDecisions = defineEndpoint({
  id: 'decisions.list',
  method: 'get',
  path: '/t/{tenant}/decisions',
  summary: 'Why each setting is as it is: what was applied, adopted, excepted or taken back, newest first',
  access: 'evidence.read',
  query: { limit, setting: z.string().max(400).optional() },
  answer: z.object({ items: z.array(decision) }),
});

const shortSetting = z.object({
  setting: z.string(),
  words: z.string(),
  value: z.string(),
  controls: z.array(z.string()),
  why: z.array(z.string()),
  differs: z.boolean(),
});
const bookObject = z.object({
  name: z.string(),
  decisions: z.array(z.string()),
  settings: z.array(shortSetting),
  unset: z.array(z.string()),
});

export const showConfigBook = defineEndpoint({
  id: 'config-book.show',
  method: 'get',
  path: '/t/{tenant}/config-book',
  summary: 'Sections of the configuration as it was read last: what each holds, who judges it',
  access: 'evidence.read',
  answer: z.object({
    takenAt: moment,
    services: z.array(
      z.object({
        service: z.string(),
        title: z.string(),
        sections: z.array(
          z.object({
            section: z.string(),
            title: z.string(),
            call: z.string(),
            readAt: moment.optional(),
            unavailable: z.string().optional(),
            objects: z.int(),
            settings: z.int(),
            decided: z.int().describe('Settings with a decision on record.'),
            differs: z.int().describe('Settings that are no longer as the newest decision says.'),
            controls: z.array(z.string()),
          }),
        ),
      }),
    ),
    exceptions: z.int(),
  }),
});

export const showConfigSection = defineEndpoint({
  id: 'config-book.section',
  method: 'get',
  path: '/t/{tenant}/config-book/sections/{section}',
  summary: 'One section of the configuration: each setting, its value, why, by whom and when',
  access: 'evidence.read',
  answer: z.object({
    title: z.string(),
    call: z.string(),
    unavailable: z.string().optional(),
    count: z.int().optional().describe('For lists of people, devices and content: how many, in place of whom.'),
    objects: z.array(bookObject),
  }),
});

export const configBookHtml = defineEndpoint({
  id: 'config-book.html',
  method: 'get',
  path: '/t/{tenant}/config-book/html',
  summary: 'The configuration book as one HTML file, to be read, printed and kept',
  access: 'evidence.export',
  file: 'text/html; charset=utf-8',
  answer: z.unknown(),
});

export const configBookMarkdown = defineEndpoint({
  id: 'config-book.md',
  method: 'get',
  path: '/t/{tenant}/config-book/md',
  summary: 'The configuration book as Markdown: two of them can be compared line by line',
  access: 'evidence.export',
  file: 'text/markdown; charset=utf-8',
  answer: z.unknown(),
});

const kinds = ['assessment', 'plan', 'run', 'snapshot', 'decision'] as const;
const record = z.object({
  kind: z.enum(kinds),
  id: z.string(),
  at: moment,
  by: z.string(),
  title: z.string(),
  hash: z.string().optional().describe('SHA-256 of the record as it is kept; it changes with any change of it.'),
});
export type EvidenceRow = z.infer<typeof record>;

export const listEvidence = defineEndpoint({
  id: 'evidence.list',
  method: 'get',
  path: '/t/{tenant}/evidence',
  summary:
    'What is on record of a tenant: readings, checks, plans, runs and decisions, newest first, with their hashes',
  access: 'evidence.read',
  query: { limit, kind: z.enum(kinds).optional() },
  answer: z.object({ items: z.array(record), controls: z.array(z.object({ id: z.string(), title: z.string() })) }),
});

export const exportControlEvidence = defineEndpoint({
  id: 'evidence.control',
  method: 'get',
  path: '/t/{tenant}/evidence/controls/{control}',
  summary: 'All that is on record of one control: each check with its run and hash, findings, decisions. Recorded',
  access: 'evidence.export',
  file: 'application/json',
  answer: z.unknown(),
});
