import type pg from 'pg';
import { StoreError, codeOf } from './errors.ts';

/**
 * How to connect to the server of a `DATABASE_URL`. Beyond this machine the way must be encrypted or said to need no
 * encryption. Throws `store-unsuitable`; the message never holds the address's password.
 */
export function outsideConnection(databaseUrl: string): pg.ClientConfig {
  const url = URL.parse(databaseUrl);
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol))
    throw new StoreError(
      'store-unsuitable',
      'DATABASE_URL is not the address of a PostgreSQL database.',
      'Write it as postgres://user:password@host:5432/database?sslmode=verify-full',
    );
  const host = decodeURIComponent(url.searchParams.get('host') ?? url.hostname);
  if (!isThisMachine(host) && !url.searchParams.has('sslmode'))
    throw new StoreError(
      'store-unsuitable',
      `DATABASE_URL does not say whether the way to ${host} is encrypted.`,
      'Add ?sslmode=verify-full (with &sslrootcert=FILE for a certificate authority of your own), or ?sslmode=disable in a network where nobody listens.',
    );
  // What the address says wins over what stands beside it, so its options are taken out to be joined with ours.
  const options = url.searchParams.get('options');
  if (options !== null) url.searchParams.delete('options');
  return {
    connectionString: options === null ? databaseUrl : url.href,
    application_name: 'wardline',
    connectionTimeoutMillis: 10_000,
    ...(options && { options }),
  };
}

function isThisMachine(host: string): boolean {
  return host === '' || host.startsWith('/') || host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

const hints: Record<string, string> = {
  ECONNREFUSED: 'Check that the server runs and listens where DATABASE_URL points.',
  ENOTFOUND: 'Check the name of the host in DATABASE_URL.',
  '28P01': 'Check user and password in DATABASE_URL.',
  '28000': "Check user and password in DATABASE_URL, and the server's pg_hba.conf.",
  '3D000': 'Make the database first: create database wardline;',
  '42501': "The user of DATABASE_URL needs the right to create in the database: it is best the database's owner.",
  '53300': 'The server has no connection left. Raise its max_connections or end other sessions.',
};

/** The store's own word for what went wrong while connecting; errors that are the store's already stay. */
export function connectionFault(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  return new StoreError(
    'store-unavailable',
    `The database cannot be opened (${code || (error instanceof Error ? error.message : 'no reason given')}).`,
    hints[code] ?? 'Check that the server runs. Its log says more.',
  );
}

const passing = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'EACCES'],
  // admin shutdown, crash shutdown, cannot connect now, database dropped, statement timeout
  ...['57P01', '57P02', '57P03', '57P04', '57014'],
]);

/** Faults of a server that starts, stops or was killed: the next try may find it otherwise. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    passing.has(codeOf(error)) || /^Connection terminated|timeout expired|^Client has encountered/.test(error.message)
  );
}
