/**
 * A worker that runs rule packages and policies. Patterns of a package are strangers' code of a kind: one that never
 * ends takes its worker with it, and the file counts as not judged. No text and no value leaves the worker.
 */
import { basename } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { ExtractedDocument } from '../../core/document.ts';
import { readDocument } from '../../documents/read.ts';
import { serveJobs } from '../../documents/serve.ts';
import { componentsOf } from '../../engine/components.ts';
import { preparePackage } from '../../phi/rule-package/prepare.ts';
import { runPackage } from '../../phi/rule-package/run.ts';
import { noAccess } from '../scan/walk.ts';
import { factsOf } from './facts.ts';
import type { MatchAnswer, MatchJob, MatchWorkerData, RunRecord } from './job.ts';

const data = workerData as MatchWorkerData;
const packages = data.packages.map(preparePackage);
// A package alone needs neither the judgement nor its dictionaries, and starts much sooner without them.
const judging = data.policy && (await Promise.all([import('../../engine/dlp.ts'), import('../../phi/inspect.ts')]));

serveJobs(async (given, readPicture): Promise<MatchAnswer> => {
  const job = given as MatchJob;
  const { path, file, bytes } = job;
  let document: ExtractedDocument;
  try {
    document = await readDocument({ name: basename(path), path: file, size: bytes }, { readPicture });
  } catch (error) {
    document = { kind: 'unknown', parts: [], gaps: [noAccess(error)], warnings: [] };
  }
  if (!data.policy || !judging) return { run: runOver(path, document) };
  const [{ judgeDocument }, { inspect }] = judging;
  const facts = await factsOf(job, document, data);
  return {
    dlp: judgeDocument(document, facts, { policy: data.policy, packages, inspect, inspectOptions: data.inspect }),
  };
});

function runOver(path: string, document: ExtractedDocument): RunRecord {
  const record: RunRecord = {
    path,
    types: [],
    cut: false,
    unread: [...new Set(document.gaps.map(({ reason }) => reason))],
  };
  for (const { place, text, at } of componentsOf(document)) {
    for (const prepared of packages) {
      const { types, cut } = runPackage(prepared, text);
      record.cut ||= cut;
      for (const type of types) {
        const moved = (spans: typeof type.hits) =>
          spans.map((span) => ({ ...span, start: at(span.start), end: at(span.end - 1) + 1 }));
        record.types.push({ ...type, place, hits: moved(type.hits) });
      }
    }
  }
  return record;
}
