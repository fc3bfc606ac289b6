import { type Schema, exampleOf } from './schema-rows.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: Schema;
}

/** One call of the API, as the page shows it. */
export interface Operation {
  id: string;
  tag: string;
  method: string;
  path: string;
  summary: string;
  /** A permission, or `public`, `signed-in`, `half-signed-in`, `token`. */
  access: string;
  parameters: Parameter[];
  body?: Schema;
  status: string;
  /** Media type of the answer; absent where there is none. */
  media?: string;
  answer?: Schema;
}

interface Described {
  operationId: string;
  tags: string[];
  summary: string;
  'x-access': string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

/** The calls of an OpenAPI document, by noun. */
export function operationsIn(document: unknown): Operation[] {
  const { paths } = document as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, given]): Operation => {
        const [status, response] = Object.entries(given.responses).find(([code]) => code !== 'default')!;
        const [media, content] = Object.entries(response.content ?? {})[0] ?? [];
        const [body] = Object.values(given.requestBody?.content ?? {});
        return {
          ...{ id: given.operationId, tag: given.tags[0] ?? '', method: method.toUpperCase(), path, status },
          ...{ summary: given.summary, access: given['x-access'], parameters: given.parameters },
          ...(body && { body: body.schema }),
          ...(media && { media }),
          ...(content && { answer: content.schema }),
        };
      }),
    )
    .toSorted((a, b) => a.tag.localeCompare(b.tag) || a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}

/** A line for a terminal that makes the call with a token. */
export function curlOf({ method, path, parameters, body, media, access }: Operation, origin: string): string {
  const query = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema)))}`);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'tenant' ? '$TENANT' : `$${name.toUpperCase()}`,
  );
  const quoted = JSON.stringify(body ? exampleOf(body) : undefined)?.replaceAll("'", String.raw`'\''`);
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"${origin}/api/v1${filled}${query.length > 0 ? `?${query.join('&')}` : ''}"`,
    ...(access === 'public' ? [] : [`  -H "Authorization: Bearer $WARDLINE_TOKEN"`]),
    ...(media === 'text/event-stream' ? ['  --no-buffer'] : []),
    ...(body ? [`  -H "Content-Type: application/json"`, `  -d '${quoted}'`] : []),
  ].join(' \\\n');
}
