import { createHash, hash } from 'node:crypto';

/**
 * A tree of SHA-256 over the records of one segment, in the manner of RFC 9162 §2.1: a leaf is
 * SHA-256(00 ‖ salt ‖ record), an inner node SHA-256(01 ‖ left ‖ right), and an odd node goes up alone. The salt keeps
 * the neighbors of an exported record, whose hashes go along with it, from being guessed.
 */
export type Digest = Buffer;

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

/** The salt of one leaf, 32 bytes: SHA-256 of the segment's own 32 bytes and the position (8 bytes, big-endian). */
export function leafSalt(segmentSalt: Uint8Array, position: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.set(segmentSalt);
  bytes.writeBigUInt64BE(BigInt(position), 32);
  return hash('sha256', bytes, 'buffer');
}

export function leafHash(salt: Uint8Array, record: string): Digest {
  return hash('sha256', Buffer.concat([leafMark, salt, Buffer.from(record, 'utf8')]), 'buffer');
}

/** The root over leaves in their order; of none, the hash of nothing. */
export function treeRoot(leaves: readonly Digest[]): Digest {
  let level = leaves;
  while (level.length > 1) level = nextLevel(level);
  return level[0] ?? createHash('sha256').digest();
}

/** A step from a leaf to the root: the hash beside it, and on which side it stands. */
export interface Step {
  side: 'left' | 'right';
  hash: string;
}

/** The steps from leaf `position` to the root, for any number of leaves of one tree. */
export function pathsTo(leaves: readonly Digest[], positions: readonly number[]): Step[][] {
  const levels: (readonly Digest[])[] = [leaves];
  while (levels.at(-1)!.length > 1) levels.push(nextLevel(levels.at(-1)!));
  return positions.map((position) => {
    const steps: Step[] = [];
    let at = position;
    for (const level of levels.slice(0, -1)) {
      const beside = level[at ^ 1];
      if (beside) steps.push({ side: at % 2 === 0 ? 'right' : 'left', hash: beside.toString('hex') });
      at >>= 1;
    }
    return steps;
  });
}

function nextLevel(level: readonly Digest[]): Digest[] {
  const next: Digest[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at]!, level[at + 1]];
    next.push(right ? hash('sha256', Buffer.concat([nodeMark, left, right]), 'buffer') : left);
  }
  return next;
}
