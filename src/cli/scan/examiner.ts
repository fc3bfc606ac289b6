import { JobError, startPool } from '../../documents/pool.ts';
import { startOcr } from '../../documents/pictures/ocr.ts';
import { defaultLimits } from '../../documents/limits.ts';
import { type ScanRecord, unread } from '../../engine/scan-record.ts';
import type { ScanJob, ScanWorkerData } from './job.ts';
import type { LocalItem } from './walk.ts';
import type { ScanItem } from '../../engine/scan.ts';

export interface ExaminerOptions {
  workers: number;
  /** Milliseconds for one file, OCR apart. */
  timeout: number;
  ocr: boolean;
  data: ScanWorkerData;
}

/** Reads and inspects files in worker threads. Whatever a file does to its worker, a record comes out. */
export interface Examiner {
  /** A local file, or what was read from elsewhere with its content. */
  examine(item: LocalItem | (ScanItem & { content: Uint8Array })): Promise<ScanRecord>;
  close(): Promise<void>;
}

const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
/** Megabytes of objects a worker may hold; usual files take a tenth of it. */
const memory = 512;
/** Megabytes that the scan may hold in all, OCR apart. */
const resident = 2_048;

export function startExaminer({ workers, timeout, ocr, data }: ExaminerOptions): Examiner {
  const pixels = data.limits.pixels ?? defaultLimits.pixels;
  const reader = ocr ? startOcr({ pixels, timeout: 90_000, recycleAfter: 60 }) : undefined;
  const pool = startPool<ScanJob, ScanRecord>({
    program: new URL(`./worker.${ending}`, import.meta.url),
    size: workers,
    workerData: data,
    memory,
    timeout,
    recycleAfter: 2_000,
    resident,
    readPicture: reader && ((picture) => reader.read(picture)),
  });
  return {
    async examine(item) {
      const { path, bytes } = item;
      if ('problem' in item && item.problem)
        return unread(path, bytes, { kind: 'unknown', gaps: [item.problem], warnings: [] });
      try {
        return await pool.run({
          path,
          bytes,
          ...('content' in item ? { content: item.content } : { file: item.file }),
        });
      } catch (error) {
        if (!(error instanceof JobError)) throw error;
        const gap = { place: '', reason: error.reason, detail: error.message };
        return unread(path, bytes, { kind: 'unknown', gaps: [gap], warnings: [] });
      }
    },
    async close() {
      reader?.close();
      await pool.close();
    },
  };
}
