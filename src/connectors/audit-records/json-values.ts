/** Texts of JSON values out of pieces of text. A value larger than the limit comes as `undefined` and the rest goes on. */
export type Piece = string | undefined;

/** Characters of one record. */
export const recordLimit = 8_000_000;

/** Lists that hold records within an object: Graph and PowerShell answers, Event Hub batches, CloudTrail-like exports. */
const wrapper =
  /^\s*\{\s*(?:"@?[\w.]+"\s*:\s*(?:"(?:[^"\\]|\\.)*"|null|-?\d+|true|false)\s*,\s*)*"(?:value|records|results)"\s*:\s*(?=\[)/i;

/**
 * Cuts a stream of JSON (one array, an object that wraps an array, or documents one after the other, pretty-printed or
 * not) into its records, in one pass and without holding more than one.
 */
export class JsonCutter {
  #text = '';
  /** Where the scan stands in `#text`. */
  #at = 0;
  #start = -1;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #tooLarge = false;
  #begun = false;
  /** Depth at which records lie: 1 within an array. */
  #level = 0;

  *push(text: string): Generator<Piece> {
    this.#text += text;
    if (!this.#begun && !this.#begin()) return;
    yield* this.#scan();
    const kept = this.#start === -1 ? this.#at : this.#start;
    this.#text = this.#text.slice(kept);
    this.#at -= kept;
    if (this.#start !== -1) this.#start = 0;
    if (this.#text.length > recordLimit) {
      this.#tooLarge = true;
      this.#text = '';
      this.#at = 0;
    }
  }

  /** The end of the stream: a record that was cut off comes as it is. */
  *end(): Generator<Piece> {
    if (!this.#begun) {
      this.#begun = true;
      yield* this.#scan();
    }
    if (this.#start !== -1) yield this.#tooLarge ? undefined : this.#text.slice(this.#start);
  }

  /** Looks at the first characters for a wrapping object. True when enough are there. */
  #begin(): boolean {
    if (this.#text.length < 4_096 && !/^\s*\[/.test(this.#text)) return false;
    this.#enter();
    return true;
  }

  #enter(): void {
    this.#begun = true;
    const wrapped = wrapper.exec(this.#text);
    if (wrapped) this.#at = wrapped[0].length;
  }

  *#scan(): Generator<Piece> {
    const text = this.#text;
    for (; this.#at < text.length; this.#at += 1) {
      const code = text.charCodeAt(this.#at);
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (code === 92) this.#escaped = true;
        else if (code === 34) this.#inText = false;
        continue;
      }
      if (code === 34) {
        this.#inText = true;
        if (this.#depth === this.#level && this.#start === -1) this.#start = this.#at;
      } else if (code === 123 || code === 91) {
        if (code === 91 && this.#depth === 0 && this.#level === 0) this.#level = 1;
        else if (this.#depth === this.#level && this.#start === -1) this.#start = this.#at;
        this.#depth += 1;
      } else if (code === 125 || code === 93) {
        if (this.#depth > 0) this.#depth -= 1;
        if (this.#depth < this.#level) this.#level = 0;
        if (this.#depth === this.#level && this.#start !== -1) {
          yield this.#tooLarge ? undefined : text.slice(this.#start, this.#at + 1);
          this.#start = -1;
          this.#tooLarge = false;
        }
      }
    }
  }
}
