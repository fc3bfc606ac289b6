import { storableText } from '../storable.ts';

/** Characters of a text that the index takes: a key of PostgreSQL's trees holds 2,700 bytes. The record is whole in its segment. */
const longest = 400;

/** A text as it stands in the index. */
export function indexed(text: string): string {
  return storableText(text.length > longest ? text.slice(0, longest) : text);
}
