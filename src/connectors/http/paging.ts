import { createHash } from 'node:crypto';
import { ConnectorError, type Service } from './errors.ts';

export interface CallFacts {
  service: Service;
  /** For errors; no value of the tenant. */
  call: string;
}

/** Pages without a single entry, one after the other, after which a list counts as endless. */
const mostEmptyPages = 1000;

/**
 * Gives a function that takes each page's link and number of entries and gives the link to follow, whole and as it
 * came, or undefined at the end. It throws `paging-loop` when a link comes a second time or 1,000 pages in a row are
 * empty, and `unexpected-shape` when the link is none. Only a hash of each link is kept.
 */
export function pageFollower(facts: CallFacts): (link: unknown, entries: number) => string | undefined {
  const seen = new Set<string>();
  let empty = 0;
  return (link, entries) => {
    if (link === undefined || link === null) return undefined;
    if (typeof link !== 'string' || !link.startsWith('https://'))
      throw new ConnectorError('unexpected-shape', { ...facts, detail: 'Wanted a link to the next page.' });
    const mark = createHash('sha256').update(link).digest('base64');
    empty = entries === 0 ? empty + 1 : 0;
    if (seen.has(mark) || empty >= mostEmptyPages) throw new ConnectorError('paging-loop', facts);
    seen.add(mark);
    return link;
  };
}
