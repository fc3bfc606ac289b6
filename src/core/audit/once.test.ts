import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AuditEvent } from '../audit-event.ts';
import { once } from './once.ts';

const event = (id: string) => ({ id }) as AuditEvent;

it('reads one record once, and the next one anew', () => {
  const read: string[] = [];
  const idOf = once(({ id }) => {
    read.push(id);
    return id;
  });
  const [a, b] = [event('a'), event('b')];
  assert.deepEqual([idOf(a), idOf(a), idOf(b), idOf(b), idOf(a)], ['a', 'a', 'b', 'b', 'a']);
  assert.deepEqual(read, ['a', 'b', 'a']);
});

it('tells records with the same id apart', () => {
  let reads = 0;
  const count = once(() => (reads += 1));
  count(event('a'));
  count(event('a'));
  assert.equal(reads, 2);
});
