import { z } from 'zod';
import { defineEndpoint, moment } from './define.ts';

export const showRecovery = defineEndpoint({
  id: 'recovery.show',
  method: 'get',
  path: '/recovery-kit',
  summary:
    'Whether a person has confirmed that the recovery kit is kept elsewhere. The kit itself never leaves by the API',
  access: 'settings.read',
  answer: z.object({
    confirmed: z.boolean(),
    by: z.string().optional(),
    at: moment.optional(),
    key: z.string().describe('Id of the master key that the kit is for; it says nothing of the key.'),
    kitHere: z.boolean().describe('The file still lies in the data folder.'),
    file: z.string().describe('Name of the kit in the data folder.'),
    demo: z.boolean().describe('A demo holds nothing that is worth a kit.'),
  }),
});

export const confirmRecovery = defineEndpoint({
  id: 'recovery.confirm',
  method: 'post',
  path: '/recovery-kit/confirmation',
  summary:
    'An owner says that the kit is kept elsewhere: by its check word and their password. The file is then removed from the machine',
  access: 'accounts.write',
  body: z.strictObject({
    word: z.string().trim().min(1).max(40).describe('The check word at the end of the kit.'),
    password: z.string().min(1).max(400).describe('Of the owner, once more.'),
  }),
  answer: z.object({ confirmed: z.literal(true), at: moment }),
});

export const showDoctor = defineEndpoint({
  id: 'doctor.show',
  method: 'get',
  path: '/doctor',
  summary: 'Looks at the whole set-up, as `wardline doctor` does: each fault with what to do',
  access: 'settings.read',
  answer: z.object({
    at: moment,
    faults: z.int(),
    findings: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        state: z.enum(['sound', 'warning', 'fault', 'unknown']),
        why: z.string(),
        step: z.string().optional(),
      }),
    ),
  }),
});
