import { posix } from 'node:path';
import { type Sink, shown } from '../sink.ts';
import { walkXml, xmlText } from '../xml.ts';
import { type OfficePackage, outsideLinks, readShared, textsOf } from './package.ts';
import { readSheet } from './sheet.ts';
import { readWorkbook } from './workbook.ts';

/**
 * Reads a workbook: every sheet, hidden ones too, row by row with cells split by tabs; headers and footers, comments,
 * text boxes, cached tables behind pivots and outside workbooks, and what is embedded.
 */
export async function readXlsx(office: OfficePackage, sink: Sink): Promise<void> {
  const workbook = await readWorkbook(office);
  const places = new Map<string, string>();
  for (const sheet of workbook.sheets) {
    const place = `sheet ${shown(sheet.name)}${sheet.hidden ? ' (hidden)' : ''}`;
    await sink.piece(place, async () => {
      const xml = await office.xml(sheet.path);
      if (xml === undefined) return sink.gap('corrupt', 'The workbook names a sheet that is not in it.', place);
      readSheet(xml, place, workbook, sink);
      sink.add(`links of ${place}`, await outsideLinks(office, sheet.path));
      for (const { target, external } of (await office.links(sheet.path)).values())
        if (!external) places.set(target, place);
    });
  }
  sink.add('defined names', workbook.definedNames);
  for (const entry of office.entries) {
    const kind = otherParts.find(([path]) => path.test(entry.name));
    if (!kind) continue;
    const [, word, read] = kind;
    const near = places.get(entry.name) ?? posix.basename(entry.name, '.xml');
    const place = `${word} of ${near}`;
    await sink.piece(place, async () => sink.add(place, read(xmlText(await entry.read()))));
  }
  await readShared(office, sink);
  if (office.entries.some(({ name }) => /^xl\/worksheets\/[^/]+\.bin$/i.test(name)))
    sink.gap('unsupported', 'Binary workbooks (.xlsb) are not read. Save it as .xlsx.');
}

const otherParts: readonly (readonly [path: RegExp, word: string, read: (xml: string) => string])[] = [
  [/^xl\/comments\d*\.xml$/i, 'comments', commentsOf],
  [/^xl\/comments\/[^/]+\.xml$/i, 'comments', commentsOf],
  [/^xl\/threadedComments\/[^/]+\.xml$/i, 'threaded comments', textsOf],
  [/^xl\/drawings\/drawing\d*\.xml$/i, 'text boxes', textsOf],
  [/^xl\/pivotCache\/[^/]+\.xml$/i, 'pivot cache', cachedOf],
  [/^xl\/revisions\/[^/]+\.xml$/i, 'history of changes', textsOf],
  [/^xl\/externalLinks\/[^/]+\.xml$/i, 'cached outside workbook', textsOf],
];

function commentsOf(xml: string): string {
  const lines: string[] = [];
  let cell = '';
  let text = '';
  walkXml(xml, {
    open(tag, attributes) {
      if (tag === 'comment') [cell, text] = [attributes['ref'] ?? '', ''];
      else if (tag === 'author') text = '';
    },
    text: (piece) => void (text += piece),
    close(tag) {
      if (tag === 'comment' && text.trim() !== '') lines.push(cell ? `${cell}: ${text.trim()}` : text.trim());
      if (tag === 'author') text = '';
    },
  });
  return lines.join('\n');
}

/** Values that a pivot table keeps of its source, a record a line. */
function cachedOf(xml: string): string {
  const out: string[] = [];
  walkXml(xml, {
    open(tag, attributes) {
      const { v, name } = attributes;
      if (tag === 'cacheField' && name) out.push(`\n${name}:`);
      else if (v !== undefined && (tag === 's' || tag === 'n' || tag === 'd')) out.push(v);
      else if (tag === 'r') out.push('\n');
    },
  });
  return out
    .join('\t')
    .replaceAll(/\t?\n\t?/g, '\n')
    .trim();
}
