import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { it } from 'node:test';
import { Lanes } from './tenant-scan-lanes.ts';

async function* upTo(count: number): AsyncGenerator<number> {
  for (let at = 1; at <= count; at++) yield await Promise.resolve(at);
}

it('S0-51: content that is held never passes the limit, and what is larger than it goes alone', async () => {
  const lanes = new Lanes(8, 100);
  let [held, most, count] = [0, 0, 0];
  await lanes.each(upTo(60), 8, new AbortController().signal, (at) =>
    lanes.holding(at % 7 === 0 ? 500 : 30, async () => {
      const bytes = at % 7 === 0 ? 100 : 30;
      held += bytes;
      most = Math.max(most, held);
      await sleep(1);
      held -= bytes;
      count++;
    }),
  );
  assert.equal(count, 60);
  assert.ok(most <= 100, String(most));
});

it('I-4: after the signal nothing is begun, and what is under way is finished', async () => {
  const controller = new AbortController();
  const ended: number[] = [];
  let begun = 0;
  await new Lanes(3, 1).each(upTo(100), 3, controller.signal, async (at) => {
    begun++;
    if (at === 5) controller.abort();
    await sleep(2);
    ended.push(at);
  });
  assert.equal(ended.length, begun);
  assert.ok(begun >= 5 && begun <= 8, String(begun));
});

it('the first error is thrown once nothing is under way any more', async () => {
  let running = 0;
  await assert.rejects(
    new Lanes(4, 1).each(upTo(100), 4, new AbortController().signal, async (at) => {
      running++;
      await sleep(at === 3 ? 1 : 10);
      running--;
      if (at === 3) throw new Error('third');
    }),
    /third/,
  );
  assert.equal(running, 0);
});
