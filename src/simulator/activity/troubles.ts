import { millis } from '../../core/clock.ts';
import { parseDuration } from '../clock.ts';

/** What goes wrong with a feed beyond the faults that any API has. */
export type FeedTrouble =
  /** Every call fails with AF50000 until then. */
  | { kind: 'down'; until: string }
  /** Nothing is delivered until then; it all comes afterwards. */
  | { kind: 'stalled'; until: string }
  /** The next records to be written come so much later. */
  | { kind: 'late'; by: string; count: number }
  /** The next blobs that are fetched are gone. */
  | { kind: 'gone'; count: number }
  /** The next lists name their blobs twice. */
  | { kind: 'listed-twice'; count: number }
  /** The next `NextPageUri` headers have blanks around them. */
  | { kind: 'spaced-next'; count: number }
  /** The next blobs that are listed are at another host. */
  | { kind: 'foreign-uri'; count: number; host: string }
  /** The next `NextPageUri` headers lead to another host. */
  | { kind: 'foreign-next'; count: number; host: string }
  /** The next blobs that are fetched hold bytes that are no UTF-8. */
  | { kind: 'broken-bytes'; count: number };

type Counted = Extract<FeedTrouble, { count: number }>;

/** The troubles of one feed. */
export class Troubles {
  #counted: Counted[] = [];
  #downUntil = 0;
  #stalledUntil = 0;
  /** Blobs that were struck: they stay gone. */
  readonly gone = new Set<string>();

  /** A trouble takes the place of an earlier one of its kind; a count of 0 ends it. */
  add(trouble: FeedTrouble): void {
    if (trouble.kind === 'down') this.#downUntil = millis(trouble.until);
    else if (trouble.kind === 'stalled') this.#stalledUntil = millis(trouble.until);
    else this.#counted = [...this.#counted.filter(({ kind }) => kind !== trouble.kind), { ...trouble }];
  }

  isDown(now: number): boolean {
    return now < this.#downUntil;
  }

  /** When a record that was due at `due` is delivered. */
  delayed(due: number): number {
    const late = this.strike('late');
    return Math.max(due, this.#stalledUntil) + (late ? parseDuration(late.by) : 0);
  }

  /** The trouble of this kind, if it strikes now; counted. */
  strike<K extends Counted['kind']>(kind: K): Extract<Counted, { kind: K }> | undefined {
    const found = this.#counted.find((trouble) => trouble.kind === kind && trouble.count > 0);
    if (!found) return undefined;
    found.count -= 1;
    return found as Extract<Counted, { kind: K }>;
  }
}
