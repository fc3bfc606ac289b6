import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { problem } from './problem.ts';

/** The OpenAPI 3.1 document of these endpoints. Its schemas are JSON Schema 2020-12, as 3.1 has it. */
export function openApi(endpoints: readonly Endpoint[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) (paths[endpoint.path] ??= {})[endpoint.method] = operation(endpoint);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Wardline',
      version,
      description:
        'Errors are application/problem+json (RFC 9457). Writes of a browser session carry `X-Wardline: 1` and, within a tenant, `X-Wardline-Tenant`; a mismatch is refused. Writes take an `Idempotency-Key`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-wardline' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: schemaOf(problem) },
    },
  };
}

function operation(endpoint: Endpoint): Record<string, unknown> {
  const { id, summary, access, parameters, query, body, answer, status, events, file } = endpoint;
  const content = events ? 'text/event-stream' : (file ?? 'application/json');
  const writes = endpoint.method !== 'get';
  return {
    operationId: id,
    tags: [id.slice(0, id.indexOf('.'))],
    summary,
    'x-access': access,
    ...(access === 'public' && { security: [] }),
    ...(access === 'token' && { security: [{ token: [] }] }),
    parameters: [
      ...fieldsOf(parameters, 'path'),
      ...fieldsOf(query, 'query'),
      ...(writes && endpoint.path.includes('{tenant}')
        ? [{ name: 'X-Wardline-Tenant', in: 'header', required: false, schema: { type: 'string' } }]
        : []),
      ...(writes ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' } }] : []),
    ],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(status !== 204 && { content: { [content]: { schema: file ? { type: 'string' } : schemaOf(answer) } } }),
      },
      default: {
        description: 'Not done, and why.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function fieldsOf(shape: z.ZodObject, place: 'path' | 'query'): unknown[] {
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Record<string, Record<string, unknown>>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));
}

function schemaOf(type: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> {
  const schema = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  delete schema['$schema'];
  return schema;
}
