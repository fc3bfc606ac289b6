import type { z } from 'zod';
import type { listAccounts } from '../../../api/accounts.ts';

export type Person = z.output<(typeof listAccounts)['answer']>['items'][number];
