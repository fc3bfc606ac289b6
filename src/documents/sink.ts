import type { ExtractedDocument, Gap, Part, UnreadableReason } from '../core/document.ts';
import type { Limits } from './limits.ts';

/** A picture for OCR: a whole file of a known kind, or bare pixels of a PDF. */
export interface Picture {
  bytes: Uint8Array;
  /** Absent for a picture file. */
  raw?: { width: number; height: number; channels: 1 | 3 | 4 };
  /** Page of a picture file of several pages, from 0. */
  page?: number;
}

/** Reads the words of a picture. Throws `PictureError` where the picture cannot be decoded or takes too long. */
export type ReadPicture = (picture: Picture) => Promise<string>;

export class PictureError extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string) {
    super(message);
    this.name = 'PictureError';
    this.reason = reason;
  }
}

/** The file is full: nothing more of it is read. What was read is kept. */
export class Full extends Error {}

/** This piece cannot be read; the rest of the file can. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string) {
    super(message);
    this.name = 'Unreadable';
    this.reason = reason;
  }
}

type Nest = (name: string, bytes: Uint8Array, sink: Sink) => Promise<void>;

/** What all sinks of one file share. */
interface Total {
  readonly limits: Limits;
  readonly parts: Part[];
  readonly gaps: Gap[];
  readonly warnings: Set<string>;
  readonly nest: Nest;
  readonly readPicture?: ReadPicture | undefined;
  kind: string;
  characters: number;
  unpacked: number;
  entries: number;
  pictures: number;
}

/** Where a format's reader puts what it finds. It counts everything against the limits of the file. */
export class Sink {
  readonly #total: Total;
  readonly #prefix: string;
  readonly depth: number;

  private constructor(total: Total, prefix: string, depth: number) {
    this.#total = total;
    this.#prefix = prefix;
    this.depth = depth;
  }

  static forFile(limits: Limits, nest: Nest, readPicture?: ReadPicture): Sink {
    const total = { limits, nest, readPicture, kind: 'unknown', characters: 0, unpacked: 0, entries: 0, pictures: 0 };
    return new Sink({ ...total, parts: [], gaps: [], warnings: new Set() }, '', 0);
  }

  get limits(): Limits {
    return this.#total.limits;
  }

  /** All that was found so far, of this sink and those around and within it. */
  get found(): ExtractedDocument {
    const { kind, parts, gaps, warnings } = this.#total;
    return { kind, parts, gaps, warnings: [...warnings] };
  }

  /** Says what the content is; only the outermost file's kind is kept. */
  isKind(kind: string): void {
    if (this.depth === 0) this.#total.kind = kind;
  }

  /** Adds a part with text in it. Throws `Full` when the file has given all the text it may. */
  add(place: string, text: string, more?: Omit<Part, 'place' | 'text'>): void {
    if (!/\S/.test(text)) return;
    const left = this.#total.limits.characters - this.#total.characters;
    const whole = text.length <= left;
    const kept = whole ? text : text.slice(0, left);
    this.#total.characters += kept.length + 1;
    const part: Part = { place: this.placeOf(place), text: kept };
    if (kept !== '') this.#total.parts.push(more ? Object.assign(part, more) : part);
    if (!whole) {
      this.gap('limit', `Only the first ${this.#total.limits.characters} characters of the file were read.`, place);
      throw new Full();
    }
  }

  gap(reason: UnreadableReason, detail: string, place = ''): void {
    this.#total.gaps.push({ place: this.placeOf(place), reason, detail });
  }

  /** Keeps a fact beside the text, once. */
  warn(words: string): void {
    if (this.#total.warnings.size < 50) this.#total.warnings.add(this.#prefix ? `${this.#prefix}${words}` : words);
  }

  /** Counts one file, entry or attachment. Throws `Full`. */
  countEntry(): void {
    if (++this.#total.entries <= this.#total.limits.entries) return;
    this.gap('limit', `Only the first ${this.#total.limits.entries} entries were read.`);
    throw new Full();
  }

  /** Counts bytes that unfolded. Throws `Full`. */
  countUnpacked(bytes: number): void {
    this.#total.unpacked += bytes;
    if (this.#total.unpacked <= this.#total.limits.unpackedBytes) return;
    this.gap('limit', 'It unfolds to more than is read of one file, as a decompression bomb does.');
    throw new Full();
  }

  /** Runs the reader of one piece. What it cannot read becomes a gap at `place`; `Full` and faults of the disk go through. */
  async piece(place: string, read: () => unknown): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (error instanceof Full || isDiskFault(error)) throw error;
      if (error instanceof Unreadable) this.gap(error.reason, error.message, place);
      else this.gap('corrupt', 'The content does not follow its format.', place);
    }
  }

  /** Reads a file within this file: an attachment, an entry of an archive, an embedded object. */
  async within(word: string, name: string, bytes: Uint8Array): Promise<void> {
    const place = `${word} ${shown(name)}`.trim();
    this.countEntry();
    if (this.depth + 1 > this.#total.limits.depth)
      return this.gap('limit', `Containers are opened ${this.#total.limits.depth} deep and no further.`, place);
    const inner = new Sink(this.#total, `${this.placeOf(place)} > `, this.depth + 1);
    await inner.piece('', () => this.#total.nest(name, bytes, inner));
  }

  /** Adds the words that OCR finds in a picture. Gives their number of characters. */
  async picture(place: string, picture: Picture): Promise<number> {
    const { readPicture, limits } = this.#total;
    if (!readPicture) this.gap('unsupported', 'Pictures are not read: OCR is off.', place);
    else if (++this.#total.pictures > limits.pictures)
      this.gap('limit', `Only the first ${limits.pictures} pictures of a file are read.`, place);
    else {
      try {
        const text = await readPicture(picture);
        this.add(place, text);
        return text.trim().length;
      } catch (error) {
        if (!(error instanceof PictureError)) throw error;
        this.gap(error.reason, error.message, place);
      }
    }
    return 0;
  }

  private placeOf(place: string): string {
    return place === '' ? this.#prefix.replace(/ > $/, '') : `${this.#prefix}${shown(place)}`;
  }
}

/** Whether the file could not be opened or read, which says nothing of its content. */
export function isDiskFault(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** A name from within a file on one line of bearable length, without anything that moves a cursor. */
export function shown(name: string): string {
  if (/^[ -~]{0,120}$/.test(name)) return name;
  const clean = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return clean.length > 120 ? `${clean.slice(0, 119)}…` : clean;
}
