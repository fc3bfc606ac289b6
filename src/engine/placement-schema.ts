import { z } from 'zod';
import { placementRules, storePurposes } from '../core/placement.ts';

const name = z.string().trim().min(1).max(320);
const pattern = name.refine((text) => !/^\*+$/.test(text) || text === '*', {
  message: 'must be one * for every store',
});

/** `placement` of wardline.yaml. */
export const placementSchema = z
  .strictObject({
    phi: z.enum(placementRules).default('anywhere'),
    ehr: z.strictObject({ name, owner: name.optional() }).optional(),
    stores: z
      .array(z.strictObject({ match: pattern, purpose: z.enum(storePurposes), owner: name.optional() }))
      .max(2_000)
      .default([]),
    classes: z
      .strictObject({
        PHI: z.array(pattern).min(1).max(200).optional(),
        PHI_SENSITIVE: z.array(pattern).min(1).max(200).optional(),
      })
      .default({}),
  })
  .refine(({ phi, stores }) => phi !== 'ehr-only' || stores.every(({ purpose }) => purpose !== 'phi'), {
    message: 'must not declare a store for PHI where phi is ehr-only',
    path: ['stores'],
  })
  .refine(
    ({ phi, stores, ehr }) =>
      ehr !== undefined || (phi !== 'ehr-only' && stores.every(({ purpose }) => purpose !== 'ehr-only')),
    {
      message: 'must name the EHR that PHI belongs in: { name: … }',
      path: ['ehr'],
    },
  );
