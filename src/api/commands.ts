import { z } from 'zod';
import { defineEndpoint } from './define.ts';

/** Text as an operating system takes it for a word of a command line. */
const word = z
  .string()
  .max(4_000)
  .refine((text) => !text.includes('\0'), 'holds a zero character');

/** One command line, taken apart: what is an option and what is an argument is said, never read out of a word. */
const commandLine = z.strictObject({
  words: z
    .array(z.string().regex(/^[a-z][a-z-]{0,30}$/))
    .min(1)
    .max(4),
  arguments: z.array(word).max(200).default([]),
  options: z
    .array(z.strictObject({ name: z.string().regex(/^[a-z][a-z-]{0,40}$/), value: word.optional() }))
    .max(40)
    .default([]),
  output: z.string().regex(/^[a-z]{1,12}$/),
  terminal: z.strictObject({ width: z.int().min(40).max(400), color: z.boolean() }).optional(),
});
export type CommandLine = z.input<typeof commandLine>;

const ran = z.object({
  exit: z.int(),
  out: z.string().describe('What it printed, in the form that was asked for.'),
  lines: z.array(z.string()).describe('What it said beside that.'),
  fault: z
    .object({ code: z.string(), message: z.string(), hint: z.string().optional() })
    .optional()
    .describe('Why there is no result.'),
});
export type CommandRan = z.output<typeof ran>;

export const askCommand = defineEndpoint({
  id: 'commands.ask',
  method: 'post',
  path: '/t/{tenant}/commands/ask',
  summary:
    'Carry out a command of the command line that changes nothing. Each needs permissions of its own beside this one',
  access: 'tenants.read',
  body: commandLine,
  answer: ran,
  reads: true,
});

export const runCommandLine = defineEndpoint({
  id: 'commands.run',
  method: 'post',
  path: '/t/{tenant}/commands',
  summary: 'Carry out a command of the command line that changes something. Each needs permissions of its own',
  access: 'tenants.read',
  body: commandLine,
  answer: ran,
});
