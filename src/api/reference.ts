import { z } from 'zod';
import { defineEndpoint } from './define.ts';

export const reference = defineEndpoint({
  id: 'reference.openapi',
  method: 'get',
  path: '/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  access: 'public',
  answer: z.looseObject({ openapi: z.literal('3.1.0') }),
});
