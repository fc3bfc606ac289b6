import type { z } from 'zod';
import type { showResult } from '../../../api/posture.ts';

export type ResultShown = z.output<(typeof showResult)['answer']>;
