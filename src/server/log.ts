/**
 * One line of JSON for each thing that happened. It says which endpoint was called and never with what: queries, bodies
 * and names of objects can hold PHI.
 */
export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  event: string;
  request?: string;
  endpoint?: string;
  method?: string;
  status?: number;
  milliseconds?: number;
  tenant?: string;
  account?: string;
  /** Of an error: its code, or its class and where it was thrown. Messages of foreign errors may quote data. */
  error?: string;
  [more: string]: string | number | boolean | undefined;
}

export type Log = (entry: LogEntry) => void;

/** Writes lines to a stream, each with its time. */
export function jsonLog(write: (line: string) => void, now: () => string): Log {
  return (entry) => write(`${JSON.stringify({ at: now(), ...entry })}\n`);
}

/** An error without its message: class, code and the first own frame. */
export function errorWords(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const frame = /\bsrc\/[\w./-]+:\d+/.exec(error.stack ?? '')?.[0] ?? '';
  return `${error.name}${code} ${frame}`.trim();
}
