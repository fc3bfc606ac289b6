/** Characters of one event at most; a server that sends more without an end sends no events. */
const longest = 2 ** 20;

/** Takes server-sent events out of a stream, however it is cut into pieces. Data that is no JSON is left out. */
export class EventReader {
  readonly #onEvent: (data: unknown) => void;
  readonly #decoder = new TextDecoder();
  #rest = '';

  constructor(onEvent: (data: unknown) => void) {
    this.#onEvent = onEvent;
  }

  take(piece: Uint8Array): void {
    this.#rest += this.#decoder.decode(piece, { stream: true });
    const events = this.#rest.split(/\r?\n\r?\n/);
    this.#rest = events.pop()!.slice(-longest);
    for (const event of events) {
      const data = event
        .split(/\r?\n/)
        .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []))
        .join('\n');
      if (data !== '') this.#hand(data);
    }
  }

  #hand(data: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(data);
    } catch {
      return;
    }
    this.#onEvent(parsed);
  }
}
