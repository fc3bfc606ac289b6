// Loaded before everything else in each process of a whole test run (tools/test.ts). Writes down every request that a
// connector sends, and what the simulator answers for Microsoft Graph, for tools/whole-trace.test.ts to hold against
// Microsoft's own metadata. JavaScript, because children of tests may be older Nodes that read no TypeScript.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['WARDLINE_TEST_TRACE'];
const graph = 'graph.microsoft.com';
/** Answers of one form that are kept: more would say the same again. */
const mostAnswers = 25;
const mostEntities = 20;
const mostBytes = 1024 * 1024;

/** @param {object} record */
function keep(record) {
  appendFileSync(join(String(folder), `${process.pid}.jsonl`), `${JSON.stringify(record)}\n`);
}

/** @param {Buffer[]} pieces */
function jsonOf(pieces) {
  const text = Buffer.concat(pieces).toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Calls `done` with everything that is written to a message, when it ends. A message that grows too large is left
 * alone: tests send bodies of gigabytes.
 * @param {import('node:http').OutgoingMessage} message
 * @param {(pieces: Buffer[]) => void} done
 */
function listen(message, done) {
  /** @type {Buffer[]} */
  const pieces = [];
  let size = 0;
  const { write, end } = message;
  /** @param {unknown} piece */
  const add = (piece) => {
    if (size > mostBytes) return;
    if (typeof piece === 'string' || piece instanceof Uint8Array) size += piece.length;
    if (size > mostBytes) pieces.length = 0;
    else if (typeof piece === 'string') pieces.push(Buffer.from(piece));
    else if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece));
  };
  message.write = function (...given) {
    add(given[0]);
    return write.apply(this, given);
  };
  message.end = function (...given) {
    add(given[0]);
    if (size <= mostBytes) done(pieces);
    return end.apply(this, given);
  };
}

if (folder) {
  subscribe('http.client.request.created', (event) => {
    const { request } = /** @type {{ request: import('node:http').ClientRequest }} */ (event);
    const agent = String(request.getHeader('user-agent') ?? '');
    if (!agent.includes('|Wardline|')) return;
    const url = `https://${String(request.getHeader('host'))}${request.path}`;
    const { method } = request;
    if (new URL(url).host !== graph) {
      // Forms of sign-ins stay unread.
      keep({ by: 'connector', method, url });
      return;
    }
    const headers = Object.fromEntries(
      ['content-type', 'consistencylevel', 'prefer', 'if-match', 'client-request-id']
        .map((name) => [name, request.getHeader(name)])
        .filter(([, value]) => value !== undefined),
    );
    listen(request, (pieces) => keep({ by: 'connector', method, url, headers, body: jsonOf(pieces) }));
  });

  // A client of a test that has no network.
  subscribe('wardline.test.request', (request) => keep({ by: 'connector', .../** @type {object} */ (request) }));

  /** @type {Map<string, number>} */
  const kept = new Map();
  subscribe('http.server.request.start', (event) => {
    const { request, response } =
      /** @type {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse }} */ (
        event
      );
    const { method } = request;
    const url = `https://${request.headers.host}${request.url}`;
    if (request.headers.host !== graph || !request.url?.startsWith('/v1.0/')) return;
    listen(response, (pieces) => {
      // Only the simulator writes the date itself, by its own clock; other servers of tests answer what a test needs.
      if (response.sendDate || response.statusCode < 200 || response.statusCode > 299) return;
      const form = `${method} ${request.url?.replace(/\?.*$/s, '').replaceAll(/\/[^/]*\d[^/]*/g, '/{}')}`;
      const count = kept.get(form) ?? 0;
      if (count >= mostAnswers) return;
      kept.set(form, count + 1);
      const answer = jsonOf(pieces);
      if (typeof answer !== 'object' || answer === null) return;
      for (const list of [answer.value, ...(answer.responses ?? []).map((part) => part.body?.value)])
        if (Array.isArray(list)) list.splice(mostEntities);
      keep({ by: 'simulator', method, url, answer, of: request.headers['client-request-id'] });
    });
  });
}
