import { StoreError } from '../errors.ts';

/**
 * What lies inside a backup, one after the other: the opening of a table or a file, its pieces, its end with count and
 * hash, and last the manifest. One byte kind, four bytes length, content.
 */
export interface BackupRecord {
  kind: 'open' | 'piece' | 'end' | 'manifest';
  content: Buffer;
}

export type Opening = { table: string; columns: string[] } | { file: string };
/** SHA-256 of a table's rows or a file's bytes; `size` in rows or bytes. */
export interface Ending {
  hash: string;
  size: number;
}

export interface BackupManifest {
  /** Migrations that had run. */
  migrations: string[];
  tables: Record<string, Ending>;
  files: number;
  bytes: number;
  tenants: number;
}

const kinds = ['open', 'piece', 'end', 'manifest'] as const;
/** Pieces are made far smaller. */
const most = 1024 * 1024 * 1024;

export function recordOf(kind: BackupRecord['kind'], content: Buffer | object): Buffer {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const head = Buffer.alloc(5);
  head.writeUInt8(kinds.indexOf(kind));
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

export async function* recordsOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  let held: Buffer[] = [];
  let size = 0;
  let wanted = 5;
  for await (const piece of bytes) {
    held.push(piece);
    size += piece.length;
    while (size >= wanted) {
      let all = Buffer.concat(held);
      while (all.length >= 5) {
        const length = all.readUInt32BE(1);
        const kind = kinds[all.readUInt8(0)];
        if (!kind || length > most) throw new StoreError('integrity', 'The backup does not read as one.', undefined);
        wanted = 5 + length;
        if (all.length < wanted) break;
        yield { kind, content: all.subarray(5, wanted) };
        all = all.subarray(wanted);
        wanted = 5;
      }
      held = [all];
      size = all.length;
    }
  }
}
