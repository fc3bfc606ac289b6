/** Parts of a document that every document has: their names tell nothing of this one. */
const fixed = new Set([
  ...['body', 'header', 'footer', 'headers', 'subject', 'properties', 'comments', 'notes', 'text', 'html', 'message'],
  ...['from', 'to', 'cc', 'attachments'],
]);

/** Page, line, slide, segment and cell: numbers of the format, after whatever names stand before them. */
const counted =
  /(?:^|[\s,>/])((?:page|line|slide|paragraph|row|segment|part) \d{1,7}(?: [A-Z][A-Z0-9]{1,2}(?:-\d{1,3}|\d{2}))?|![A-Z]{1,3}\d{0,7})/g;

/**
 * A place in a document as anybody may see it. Attachments, entries of archives, sheets and members are often named
 * after patients: of a place only its numbers stay. "Ochoa MRN 4410.docx, page 3" is "••••, page 3".
 */
export function maskPlace(place: string): string {
  if (place === '' || fixed.has(place.toLowerCase())) return place;
  const cell = /!([A-Z]{1,3}\d{1,7})$/.exec(place)?.[1];
  if (cell) return `••••, ${cell}`;
  const last = [...place.matchAll(counted)].at(-1);
  if (!last || last.index + last[0].length < place.length - 61) return '••••';
  return last.index === 0 ? last[1]! : `••••, ${last[1]}`;
}
