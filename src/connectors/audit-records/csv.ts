import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { WardlineError } from '../../core/errors.ts';
import type { Raw } from './normalize.ts';

/** Columns of which one must be there for a table to be an audit log. */
const known = new Set(['auditdata', '_raw', 'operation', 'operations', 'properties', 'activitydisplayname']);
/** Spelled as the normalizer asks for them. */
const spelled = new Map(
  [
    'AuditData',
    'CreationDate',
    'CreationTime',
    'UserIds',
    'UserId',
    'Operations',
    'Operation',
    'RecordType',
    'Identity',
    'RecordId',
    'OrganizationId',
    '_raw',
  ].map((name) => [name.toLowerCase(), name]),
);

/**
 * Rows of a CSV export as records: Search-UnifiedAuditLog, the Purview portal, re-exports with other columns. A header row
 * that comes again is skipped, also when it starts another layout; `#TYPE` and `sep=` lines are skipped.
 */
export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<Raw> {
  const [head, whole] = await peek(text);
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(head),
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    maxRecordSize: 8_000_000,
  });
  const source = Readable.from(whole);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let columns: string[] | undefined;
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      if (/^(?:#TYPE |sep=)/i.test(row[0] ?? '')) continue;
      if (isHeader(row)) columns = row.map((name) => spelled.get(name.trim().toLowerCase()) ?? name.trim());
      else if (columns) yield recordOf(columns, row);
      else throw unknownForm();
    }
  } catch (error) {
    if (error instanceof WardlineError) throw error;
    if (!String((error as NodeJS.ErrnoException).code).startsWith('CSV_')) throw error;
    // Nothing after an open quotation mark can be told apart.
    yield { fault: 'broken' };
  }
  if (!columns) throw unknownForm();
}

function unknownForm(): WardlineError {
  return new WardlineError(
    'bad-input',
    'A file is no audit log that Wardline knows.',
    'Give JSON, NDJSON or CSV from Search-UnifiedAuditLog, the Purview portal, Microsoft Graph or the Management API.',
  );
}

async function peek(text: AsyncIterable<string>): Promise<[string, AsyncIterable<string>]> {
  const pieces = text[Symbol.asyncIterator]();
  const first = await pieces.next();
  async function* whole(): AsyncGenerator<string> {
    if (first.done) return;
    yield first.value;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  }
  return [first.done ? '' : first.value, whole()];
}

/** By the header line: Excel writes semicolons in half of Europe. */
function delimiterOf(head: string): string {
  const header = head.split(/\r?\n/).find((line) => line !== '' && !/^\uFEFF?(?:#TYPE |"?sep=)/i.test(line)) ?? '';
  const counted = [',', ';', '\t'].map((mark) => [mark, header.split(mark).length] as const);
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

function isHeader(row: readonly string[]): boolean {
  const names = row.map((name) => name.trim().toLowerCase());
  return names.some((name) => known.has(name)) && names.every((name) => name.length < 80 && !/[{}"]/.test(name));
}

function recordOf(columns: readonly string[], row: readonly string[]): Raw {
  const record: Record<string, unknown> = Object.fromEntries(columns.map((name, index) => [name, row[index] ?? '']));
  return { record };
}
