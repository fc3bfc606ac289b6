import type { Sink } from '../sink.ts';
import { xmlText } from '../xml.ts';
import { type OfficePackage, outsideLinks, readShared } from './package.ts';
import { runsOf } from './runs.ts';

/** Parts of a Word file that hold text, in the order of reading. */
const textParts: readonly (readonly [path: RegExp, place: string])[] = [
  [/^word\/document\d*\.xml$/i, 'body'],
  [/^word\/header(\d*)\.xml$/i, 'header'],
  [/^word\/footer(\d*)\.xml$/i, 'footer'],
  [/^word\/footnotes\d*\.xml$/i, 'footnotes'],
  [/^word\/endnotes\d*\.xml$/i, 'endnotes'],
  [/^word\/comments\d*\.xml$/i, 'comments'],
  [/^word\/glossary\/document\.xml$/i, 'building blocks'],
];

/** Reads a Word file: body with deleted text and text boxes, headers, footers, notes, comments, and what is embedded. */
export async function readDocx(office: OfficePackage, sink: Sink): Promise<void> {
  const descriptions: string[] = [];
  for (const [path, place] of textParts) {
    for (const entry of office.entries.filter(({ name }) => path.test(name))) {
      const number = path.exec(entry.name)?.[1];
      const here = number === undefined ? place : `${place} ${number || 1}`;
      await sink.piece(here, async () => {
        const runs = runsOf(xmlText(await entry.read()));
        sink.add(here, runs.text);
        descriptions.push(runs.descriptions);
        if (!runs.whole) sink.gap('corrupt', 'The text breaks off or is damaged; what could be read was.', here);
      });
      await sink.piece(`links of ${here}`, async () =>
        sink.add(`links of ${here}`, await outsideLinks(office, entry.name)),
      );
    }
  }
  sink.add('descriptions', descriptions.filter(Boolean).join('\n'));
  await readShared(office, sink);
}
