import type { z } from 'zod';
import type { lookAtDevice } from '../../../api/device.ts';

/** A program found, waiting for the person's word. */
export type Waiting = z.output<(typeof lookAtDevice)['answer']> & { code: string };
