/**
 * A file as the content engine sees it: parts of text with their places, and what could not be read. The text of a
 * document is its parts joined by a line feed; offsets are UTF-16 code units into that text.
 */

/** Why something could not be read. Each is counted in a scan; none is ever passed over in silence. */
export const unreadableReasons = [
  'encrypted',
  'corrupt',
  'unsupported',
  'too-large',
  'limit',
  'time',
  'crashed',
  'no-access',
] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

export interface Part {
  /** Where in the file: "page 3", "sheet Schedule", "comments", "attachment referral.docx > body"; empty for the whole. */
  place: string;
  text: string;
  /** How to say where in the part: by line, cell of a row, segment and field, key or element. */
  by?: 'line' | 'cell' | 'hl7' | 'x12' | 'json' | 'xml';
  /** The row whose cells are split by tabs, from 1. */
  row?: number;
  /** Column of the row's first cell, from 0; 0 when absent. */
  column?: number;
}

/** Something in a file that was not read. */
export interface Gap {
  /** Empty for the whole file. */
  place: string;
  reason: UnreadableReason;
  /** In words, without content of the file. */
  detail: string;
}

export interface ExtractedDocument {
  /** What the content is, whatever the name says: "docx", "pdf", "text". */
  kind: string;
  parts: readonly Part[];
  gaps: readonly Gap[];
  /** Facts to know beside the text: a wrong extension, characters replaced, pictures that may show names. */
  warnings: readonly string[];
}

/** The document's text: what offsets point into. */
export function textOf(document: Pick<ExtractedDocument, 'parts'>): string {
  return document.parts.length === 1 ? document.parts[0]!.text : document.parts.map((part) => part.text).join('\n');
}
