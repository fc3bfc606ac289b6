import { availableParallelism } from 'node:os';
import type { UnreadableReason } from '../../core/document.ts';
import { WardlineError } from '../../core/errors.ts';
import { startOcr } from '../../documents/pictures/ocr.ts';
import { JobError, startPool } from '../../documents/pool.ts';
import { defaultLimits } from '../../documents/limits.ts';
import { type LocalItem, walk } from '../scan/walk.ts';
import type { MatchAnswer, MatchJob, MatchWorkerData } from './job.ts';
import { readSidecar, sidecarEnding } from './sidecar.ts';

const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

export interface MatchOptions {
  data: MatchWorkerData;
  paths: readonly string[];
  cwd: string;
  /** Milliseconds for one file, reading and patterns together. */
  timeout: number;
  ocr: boolean;
  /** Files beside the items that tell what no content can; left out of the items. */
  sidecars: boolean;
}

/** An item with what came of it; `problem` where nothing did. */
export interface Matched {
  item: LocalItem;
  job: MatchJob;
  answer?: MatchAnswer;
  problem?: UnreadableReason;
}

/** Runs packages or a policy over local files in workers, in the order of the walk. Throws `not-found` and `bad-input`. */
export async function matchFiles({
  data,
  paths,
  cwd,
  timeout,
  ocr,
  sidecars,
}: MatchOptions): Promise<{ all: Matched[]; links: number }> {
  const notes = { links: 0 };
  const jobs: Matched[] = [];
  for await (const item of walk(paths, cwd, notes)) {
    if (sidecars && item.file.endsWith(sidecarEnding)) continue;
    const sidecar = sidecars ? readSidecar(item.file, item.path) : undefined;
    jobs.push({ item, job: { path: item.path, file: item.file, bytes: item.bytes, ...(sidecar && { sidecar }) } });
  }
  const reader = ocr ? startOcr({ pixels: defaultLimits.pixels, timeout: 90_000, recycleAfter: 60 }) : undefined;
  const size = Math.max(1, Math.min(availableParallelism(), jobs.length));
  const pool = startPool<MatchJob, MatchAnswer>({
    program: new URL(`./worker.${ending}`, import.meta.url),
    size,
    workerData: data,
    memory: 512,
    timeout,
    recycleAfter: 2_000,
    resident: 2_048,
    readPicture: reader && ((picture) => reader.read(picture)),
  });
  let next = 0;
  const lane = async () => {
    for (let matched = jobs[next++]; matched; matched = jobs[next++]) {
      if (matched.item.problem) matched.problem = matched.item.problem.reason;
      else {
        try {
          matched.answer = await pool.run(matched.job);
        } catch (error) {
          if (!(error instanceof JobError)) throw error;
          matched.problem = error.reason;
        }
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: size }, lane));
  } finally {
    reader?.close();
    await pool.close();
  }
  return { all: jobs, links: notes.links };
}

/** Seconds of an option as milliseconds. Throws `usage`. */
export function milliseconds(given: unknown): number {
  const seconds = Number(given);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds * 1_000;
  throw new WardlineError(
    'usage',
    '--timeout takes a whole number of seconds from 1 to 86400.',
    'Run the command with --help.',
  );
}
