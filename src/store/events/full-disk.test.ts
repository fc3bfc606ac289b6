import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { testFolder } from '../../../test/store/harness.ts';
import { createWhole } from './durable-files.ts';

/** A process that may write 64 KB to a file and not more: what a full disk does, without filling one. */
function underLimit(code: string): { status: number | null; said: string } {
  const program = `import { createWhole, replaceWhole } from ${JSON.stringify(new URL('./durable-files.ts', import.meta.url).href)};
    process.on('SIGXFSZ', () => {});
    try { ${code} } catch (error) { console.log(error.code, error.message, error.hint); }`;
  const command = `ulimit -f 64; exec "${process.execPath}" --input-type=module -e "$PROGRAM"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    env: { ...process.env, PROGRAM: program },
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

describe('a disk that is full', { skip: process.platform === 'win32' ? 'needs ulimit' : false }, () => {
  it('I-5: a segment that does not fit is not there at all, and the next try goes on', () => {
    const path = join(testFolder(), '00000001.segment');
    const { said } = underLimit(`createWhole(${JSON.stringify(path)}, [Buffer.alloc(200_000)])`);
    assert.match(said, /^cannot-write The audit log cannot be written \(EFBIG\)\. Free space/);
    assert.throws(() => readFileSync(path), { code: 'ENOENT' });
    createWhole(path, [Buffer.alloc(200_000, 1)]);
    assert.equal(readFileSync(path).length, 200_000);
  });

  it('I-5: a root that does not fit leaves the earlier one as it was', () => {
    const path = join(testFolder(), 'root.json');
    writeFileSync(path, 'earlier');
    const { said } = underLimit(`replaceWhole(${JSON.stringify(path)}, [Buffer.alloc(200_000)])`);
    assert.match(said, /^cannot-write/);
    assert.equal(readFileSync(path, 'utf8'), 'earlier');
  });
});
