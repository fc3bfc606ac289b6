import type { Format } from '../command.ts';

/** What sets a color and nothing else. */
const color = /\u001b\[[\d;]*m/;
/** A line break of CSV is two characters; a carriage return alone writes over the line. */
const controls = new RegExp(
  `(${color.source})|\\r(?!\\n)|[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]`,
  'g',
);
const turns = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A result that came from a server, without what would move the cursor of a terminal or write elsewhere on it. Colors
 * stay where they were asked for.
 */
export function terminalText(text: string, format: Format, colored: boolean): string {
  const plain = text.replaceAll(controls, (_, paint: string | undefined) =>
    paint !== undefined && colored && format === 'table' ? paint : '',
  );
  return format === 'table' ? plain.replaceAll(turns, '') : plain;
}
