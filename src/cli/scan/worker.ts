/**
 * A worker of a scan: reads a file, inspects its text and gives the record. The text stays in the worker; what leaves
 * it holds no value unless a person asked to see them.
 */
import { basename } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { ExtractedDocument } from '../../core/document.ts';
import { readDocument } from '../../documents/read.ts';
import { serveJobs } from '../../documents/serve.ts';
import { type ScanRecord, recordOf } from '../../engine/scan-record.ts';
import { inspect } from '../../phi/inspect.ts';
import { dateAt } from '../../phi/text/calendar.ts';
import type { ScanJob, ScanWorkerData } from './job.ts';
import { valueHash } from './value-hash.ts';
import { noAccess } from './walk.ts';

const { inspect: inspectOptions, limits, key, keepHash, keepMatches, reveal, careDates } = workerData as ScanWorkerData;
const hash = valueHash(Buffer.from(key, 'base64'));

serveJobs(async (job, readPicture): Promise<ScanRecord> => {
  const item = job as ScanJob;
  const { path, bytes } = item;
  const name = basename(path);
  let document: ExtractedDocument;
  try {
    document = await readDocument(
      'file' in item ? { name, path: item.file, size: bytes } : { name, bytes: item.content },
      { limits, readPicture },
    );
  } catch (error) {
    document = { kind: 'unknown', parts: [], gaps: [noAccess(error)], warnings: [] };
  }
  const options = { ...inspectOptions, title: name };
  return recordOf(document, {
    ...{ path, bytes, inspect, inspectOptions: options, hash, keepHash, keepMatches, reveal },
    ...(careDates && { dayOf }),
  });
});

/** YYYY-MM-DD of a written date of the last hundred years and the next. */
function dayOf(text: string): string | undefined {
  const { year = 0, month = 0, day = 0 } = dateAt(text, 0, true) ?? {};
  const two = (part: number) => String(part).padStart(2, '0');
  return year >= 1900 && year < 2100 ? `${year}-${two(month)}-${two(day)}` : undefined;
}
