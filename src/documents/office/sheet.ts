import type { Sink } from '../sink.ts';
import { walkXml } from '../xml.ts';
import type { Workbook } from './workbook.ts';

/** Columns that may stand empty between two cells before the row is split in two. */
const widestGap = 40;

/** Reads the rows of a sheet, one part each, then its headers and footers. Throws `Full`. */
export function readSheet(xml: string, place: string, workbook: Workbook, sink: Sink): void {
  const edges: string[] = [];
  const cells: string[] = [];
  let first = 0;
  let row = 0;
  let column = 0;
  let type = '';
  let style = 0;
  let text = '';
  let value: string | undefined;
  let inText = false;

  const flush = () => {
    if (cells.length > 0) sink.add(place, cells.join('\t'), { by: 'cell', row, ...(first > 0 && { column: first }) });
    cells.length = 0;
  };
  const put = (content: string) => {
    if (content === '') return;
    if (cells.length === 0 || column - (first + cells.length) > widestGap || column < first + cells.length) {
      flush();
      first = column <= widestGap ? 0 : column;
    }
    while (first + cells.length < column) cells.push('');
    cells.push(content.includes('\t') ? content.replaceAll('\t', ' ') : content);
  };

  const whole = walkXml(xml, {
    open(tag, attributes) {
      switch (tag) {
        case 'row':
          row = Number(attributes['r']) || row + 1;
          column = -1;
          break;
        case 'c':
          column = columnOf(attributes['r']) ?? column + 1;
          type = attributes['t'] ?? 'n';
          style = Number(attributes['s'] ?? -1);
          value = undefined;
          text = '';
          break;
        case 'v':
        case 't':
          inText = true;
          if (tag === 'v') text = '';
          break;
        default:
          if (edgeTags.has(tag)) {
            inText = true;
            text = '';
          }
      }
    },
    text: (piece) => void (inText && (text += piece)),
    close(tag) {
      if (tag === 'v' || tag === 't') {
        inText = false;
        value = text;
      } else if (tag === 'c') {
        if (value !== undefined) put(shownValue(value, type, style, workbook));
      } else if (tag === 'row') flush();
      else if (edgeTags.has(tag)) {
        inText = false;
        // Codes of fonts, sides and fields are no text: &L, &"Arial,Bold", &12, &P.
        edges.push(text.replaceAll(/&(?:"[^"]*"|\d+|K[0-9A-F]{6}|[A-Z])/gi, ' ').trim());
      }
    },
  });
  flush();
  sink.add(`headers of ${place}`, edges.filter(Boolean).join('\n'));
  if (!whole) sink.gap('corrupt', 'The sheet breaks off or is damaged; what could be read was.', place);
}

const edgeTags = new Set(['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter']);

function shownValue(value: string, type: string, style: number, workbook: Workbook): string {
  if (type === 's') return workbook.strings[Number(value)] ?? '';
  if (type !== 'n') return value;
  const number = Number(value);
  const format = style >= 0 ? workbook.formats[style] : undefined;
  if (format && Number.isFinite(number)) return format(number);
  // 1.23456789E8 is how a long record number may be kept.
  return /e/i.test(value) && Number.isSafeInteger(number) ? String(number) : value;
}

/** 27 for "AB12", counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined;
  let column = 0;
  for (let at = 0; at < reference.length && at < 3; at++) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column > 0 ? column - 1 : undefined;
}
