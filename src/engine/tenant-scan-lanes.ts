/** How much is done at once, and how many bytes of content are held meanwhile. */
export class Lanes {
  readonly concurrency: number;
  readonly #most: number;
  #held = 0;
  readonly #waiting: { bytes: number; go: () => void }[] = [];

  constructor(concurrency: number, heldBytes: number) {
    this.concurrency = concurrency;
    this.#most = heldBytes;
  }

  /** Does `act` with every entry, some at once. After an error or the signal none is begun; the first error is thrown. */
  async each<T>(
    entries: AsyncIterable<T>,
    atOnce: number,
    signal: AbortSignal,
    act: (entry: T) => Promise<void>,
  ): Promise<void> {
    const iterator = entries[Symbol.asyncIterator]();
    let turn: Promise<unknown> = Promise.resolve();
    let over = false;
    const next = (): Promise<IteratorResult<T>> => {
      const result = turn.then(() =>
        over || signal.aborted ? ({ done: true, value: undefined } as IteratorResult<T>) : iterator.next(),
      );
      turn = result.catch(() => undefined);
      return result;
    };
    const lane = async () => {
      try {
        for (let entry = await next(); !entry.done; entry = await next()) await act(entry.value);
      } catch (error) {
        over = true;
        throw error;
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: atOnce }, lane));
    await iterator.return?.();
    for (const result of ended) if (result.status === 'rejected') throw result.reason;
  }

  /** Does `act` while its bytes are counted as held; waits until there is room. What is larger than the room goes alone. */
  async holding<T>(bytes: number, act: () => Promise<T>): Promise<T> {
    const counted = Math.min(bytes, this.#most);
    if (this.#held + counted > this.#most || this.#waiting.length > 0)
      await new Promise<void>((go) => this.#waiting.push({ bytes: counted, go }));
    else this.#held += counted;
    try {
      return await act();
    } finally {
      this.#held -= counted;
      while (this.#waiting[0] && this.#held + this.#waiting[0].bytes <= this.#most) {
        const { bytes: room, go } = this.#waiting.shift()!;
        this.#held += room;
        go();
      }
    }
  }
}
