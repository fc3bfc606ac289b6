import type { SendOutcome, Sink, StreamItem, StreamSource, StreamedEvent } from '../../src/core/stream.ts';
import { items } from './items.ts';

/** `numbered(7)` is always the same item. */
export function numbered(number: number): StreamedEvent {
  return { ...items.download, id: `item-${String(number).padStart(6, '0')}` };
}

/** A source that holds so many items, and counts its places as the audit log does: by what was read. */
export function countedSource(count: number | (() => number)): StreamSource {
  const total = () => (typeof count === 'number' ? count : count());
  return {
    name: 'events',
    read(after, limit) {
      const from = Number(after ?? 0);
      const to = Math.min(total(), from + limit);
      const found = Array.from({ length: to - from }, (_, at) => numbered(from + at));
      return Promise.resolve({ items: found, position: String(to), skipped: 0 });
    },
    newest: () => Promise.resolve(String(total())),
  };
}

/** The other side: takes what `answer` lets it, and remembers the ids. */
export function memorySink(
  answer: (items: readonly StreamItem[], call: number) => SendOutcome = () => ({ kind: 'delivered', answer: 'ok' }),
): Sink & { got: string[]; calls: number } {
  const sink = {
    got: [] as string[],
    calls: 0,
    most: { items: 100, bytes: 1_000_000 },
    send(items: readonly StreamItem[]): Promise<SendOutcome> {
      sink.calls += 1;
      const outcome = answer(items, sink.calls);
      if (outcome.kind === 'delivered') sink.got.push(...items.map(({ id }) => id));
      return Promise.resolve(outcome);
    },
    close: () => Promise.resolve(),
  };
  return sink;
}
