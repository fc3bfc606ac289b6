import { type ErrorCode, WardlineError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/shape.ts';
import type { ConnectorError } from '../http/errors.ts';

/** What a status means at the command line. */
const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'usage',
  401: 'sign-in-needed',
  403: 'not-permitted',
  404: 'not-found',
  409: 'conflict',
  413: 'usage',
  415: 'usage',
  429: 'conflict',
};

/**
 * Why the server did not do what was asked, in the words of its problem document (RFC 9457). What it says is shown at a
 * terminal, so that nothing in it may move a cursor.
 */
export function refusalOf(origin: string, status: number, problem: unknown): WardlineError {
  const said = isPlainObject(problem) ? problem : {};
  const code = codes[status];
  const words = oneLine(said['detail']) || oneLine(said['title']);
  if (code === 'sign-in-needed')
    return new WardlineError(
      code,
      `${origin} does not know this sign-in, or not any more.`,
      `Sign in again: wardline login ${origin}`,
    );
  const request = oneLine(said['request']);
  if (code === undefined)
    return new WardlineError(
      'server-unreachable',
      words || `${origin} failed (HTTP ${status}).`,
      `The server's log has more${request ? ` under the request ${request}` : ''}.`,
    );
  const fields = Array.isArray(said['fields'])
    ? said['fields'].slice(0, 5).map((field: unknown) => {
        const { path, message } = isPlainObject(field) ? field : {};
        return `${oneLine(path)} ${oneLine(message)}`.trim();
      })
    : [];
  return new WardlineError(
    code,
    words || `${origin} refused this (HTTP ${status}).`,
    [oneLine(said['hint']), ...fields].filter(Boolean).join(' ') ||
      (code === 'not-permitted' ? 'See what you and this token may do: wardline whoami -o json' : undefined),
  );
}

/** Why there is no answer. */
export function unreachable(origin: string, { code, hint, facts }: ConnectorError): WardlineError {
  if (code === 'certificate-untrusted')
    return new WardlineError(
      'server-unreachable',
      `The certificate of ${origin} is not trusted ${facts.detail ?? ''}`.trim(),
      'If it is one of your own, give the certificate of its authority: wardline login URL --ca FILE',
    );
  if (code === 'too-large')
    return new WardlineError('server-unreachable', `${origin} answered with more than is read.`, hint);
  return new WardlineError(
    'server-unreachable',
    `${origin} does not answer${facts.detail ? `: ${facts.detail}` : '.'}${facts.mayHaveRun ? ' What was asked may have been done.' : ''}`,
    hint,
  );
}

/** A text from the server as a line that moves no cursor and turns no writing around. */
export function oneLine(value: unknown): string {
  return typeof value === 'string'
    ? value
        .slice(0, 2_000)
        .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .trim()
    : '';
}
