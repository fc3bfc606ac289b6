import { type ExtractedDocument, type Gap } from '../core/document.ts';

/**
 * What Purview judges on its own: a file, the body of a message with its subject, or one attachment. A proximity
 * window never crosses from one to the other.
 */
export interface Component {
  /** Empty for a file and for the body of a message; "attachment 2" for the second of its attachments. */
  place: string;
  /** The attachment's own name, which may be a patient's: it is judged and never shown. */
  name: string;
  text: string;
  gaps: readonly Gap[];
  /** The offset into the whole document's text of an offset into this one's. */
  at(offset: number): number;
}

const mail = new Set(['eml', 'msg']);
const attachment = /^attachment .*?(?= > |$)/s;

export function componentsOf(document: ExtractedDocument): Component[] {
  const groups = new Map<string, { text: string; pieces: { from: number; to: number }[] }>([
    ['', { text: '', pieces: [] }],
  ]);
  const isMail = mail.has(document.kind);
  let offset = 0;
  for (const { place, text } of document.parts) {
    const key = placeOf(place, isMail);
    const group = groups.get(key) ?? { text: '', pieces: [] };
    groups.set(key, group);
    // Of a message's headers Purview looks at the subject alone.
    const subject = isMail && place === 'headers' ? /^Subject: /m.exec(text) : undefined;
    const skip = isMail && place === 'headers' ? (subject ? subject.index + subject[0].length : text.length) : 0;
    if (group.text !== '') group.text += '\n';
    group.pieces.push({ from: group.text.length, to: offset + skip });
    group.text += text.slice(skip);
    offset += text.length + 1;
  }
  for (const { place } of document.gaps) {
    const key = placeOf(place, isMail);
    if (!groups.has(key)) groups.set(key, { text: '', pieces: [] });
  }
  return [...groups].map(([key, { text, pieces }], index) => ({
    place: key === '' ? '' : `attachment ${index}`,
    name: key.replace(/^attachment /, ''),
    text,
    gaps: document.gaps.filter((gap) => placeOf(gap.place, isMail) === key),
    at: (offset) => {
      const piece = pieces.findLast(({ from }) => from <= offset);
      return piece ? piece.to + offset - piece.from : offset;
    },
  }));
}

function placeOf(place: string, isMail: boolean): string {
  return isMail ? (attachment.exec(place)?.[0] ?? '') : '';
}
