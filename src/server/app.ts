import { Hono } from 'hono';
import { addressOf } from './caller.ts';
import { handle } from './handle.ts';
import type { Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import type { Server } from './server.ts';

/** Where the API begins. */
export const apiRoot = '/api/v1';

/**
 * The whole HTTP application: routes below `/api/v1`, and what `pages` answers for every other address; it is given the
 * address that the request came from. Tests call it without a port (`app.request`).
 */
export function createApp(
  server: Server,
  routes: readonly Route[],
  pages: (request: Request, address: string) => Promise<Response> | Response,
): Hono {
  const app = new Hono();
  const headers = Object.entries(securityHeaders(server.origin.startsWith('https:')));
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of headers) context.res.headers.set(name, value);
  });
  // Fixed words before parameters: `jobs/events` is no job of that id.
  for (const route of routes.toSorted((a, b) => order(a) - order(b))) {
    const path = apiRoot + route.endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    app.on(route.endpoint.method.toUpperCase(), path, (context) => handle(server, route, context));
  }
  app.all(`${apiRoot}/*`, () =>
    Response.json(
      {
        type: 'not-found',
        title: 'There is no such call.',
        status: 404,
        request: '',
        hint: `See ${apiRoot}/reference`,
      },
      { status: 404, headers: { 'content-type': 'application/problem+json' } },
    ),
  );
  app.all('*', (context) => pages(context.req.raw, addressOf(server, context)));
  return app;
}

function order({ endpoint }: Route): number {
  return endpoint.path.split('{').length;
}
