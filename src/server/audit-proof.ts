import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { millis, momentOf } from '../core/clock.ts';
import { WardlineError } from '../core/errors.ts';
import type { Subject } from '../store/events/explore.ts';
import type { EventLogPlace } from '../store/events/log-place.ts';
import { provenRecords } from '../store/events/read-records.ts';
import { keptRoots } from '../store/events/roots.ts';
import { pagesOf } from './exploration.ts';

/** Records that one export takes: it is made in memory, and a zip of more is read by nobody. */
const most = 50_000;
const verifier = fileURLToPath(new URL('../../docs/verify-audit-export.mjs', import.meta.url));

/**
 * The records of a search with the proof that each was sealed as it is, in the folder that docs/verify-audit-export.mjs
 * reads. Throws `usage` for more than 50,000, `not-found` for none, `conflict` before the first signed root.
 */
export async function provenZip(
  place: EventLogPlace,
  subject: Subject,
  asked: Readonly<Record<string, string | number>>,
): Promise<{ zip: Uint8Array; records: number }> {
  const wanted = new Set<string>();
  let [from, to] = ['', ''];
  for await (const rows of pagesOf(place, subject)) {
    for (const { at, segment, position } of rows) {
      wanted.add(`${segment}/${position}`);
      if (from === '' || at < from) from = at;
      if (at > to) to = at;
    }
    if (wanted.size > most)
      throw new WardlineError('usage', 'More than 50,000 records match.', 'Narrow the time, then save each part.');
  }
  if (wanted.size === 0) throw new WardlineError('not-found', 'No record matches.');
  const root = keptRoots(place.folder).at(-1)?.root;
  if (!root)
    throw new WardlineError('conflict', 'The log has no signed root yet.', 'Make one with: wardline audit root');
  const [records, proofs, chain, retired]: [string[], string[], string[], string[]] = [[], [], [], []];
  // `to` is out of the period, and the newest event is in.
  for await (const part of provenRecords(place, { from, to: momentOf(millis(to) + 1) })) {
    if ('header' in part) chain.push(part.header);
    else if ('retired' in part) retired.push(part.retired);
    else
      for (const { line, proof } of part.records)
        if (wanted.has(`${proof.segment}/${proof.position}`)) {
          records.push(line);
          proofs.push(JSON.stringify(proof));
        }
  }
  const lines = (text: readonly string[]) => Buffer.from(text.map((line) => `${line}\n`).join(''));
  const zip = zipSync({
    'records.ndjson': lines(records),
    'proofs.ndjson': lines(proofs),
    'chain.ndjson': lines(chain),
    ...(retired.length > 0 && { 'retired.ndjson': lines(retired) }),
    'root.json': Buffer.from(`${JSON.stringify(root, null, 2)}\n`),
    'question.json': Buffer.from(`${JSON.stringify(asked, null, 2)}\n`),
    'verify-audit-export.mjs': readFileSync(verifier),
  });
  return { zip, records: records.length };
}
