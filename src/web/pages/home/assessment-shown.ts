import type { z } from 'zod';
import type { showAssessment } from '../../../api/posture.ts';

export type AssessmentShown = z.output<(typeof showAssessment)['answer']>;
