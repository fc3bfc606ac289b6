import type { Sink } from '../sink.ts';
import { attribute, walkXml } from '../xml.ts';
import { type OfficePackage, readShared } from './package.ts';

/** Reads OpenDocument text, sheets and slides: content, headers and footers, comments, properties, pictures. */
export async function readOpenDocument(office: OfficePackage, sink: Sink): Promise<void> {
  const manifest = (await office.xml('META-INF/manifest.xml').catch(() => undefined)) ?? '';
  if (/encryption-data/.test(manifest)) {
    sink.gap('encrypted', 'The document is locked with a password.');
    return;
  }
  for (const [path, place] of [
    ['content.xml', 'body'],
    ['styles.xml', 'headers and footers'],
    ['meta.xml', 'properties'],
  ] as const) {
    await sink.piece(place, async () => {
      const xml = await office.xml(path);
      if (xml === undefined)
        return path === 'content.xml' && sink.gap('corrupt', 'The document has no content.', place);
      const { text, whole } = textOf(xml);
      sink.add(place, text);
      return whole || sink.gap('corrupt', 'The text breaks off or is damaged; what could be read was.', place);
    });
  }
  await readShared(
    {
      ...office,
      entries: office.entries
        .filter(({ name }) => name.startsWith('Pictures/'))
        .map((entry) => ({ ...entry, name: `odf/media/${entry.name.slice('Pictures/'.length)}` })),
    },
    sink,
  );
}

/** Elements that end a line, and those that end a cell. */
const lines = new Set([
  'p',
  'h',
  'table-row',
  'list-item',
  'line-break',
  'title',
  'subject',
  'keyword',
  'user-defined',
  'creator',
]);
const widest = 1_000;

function textOf(xml: string): { text: string; whole: boolean } {
  const out: string[] = [];
  let cells = 0;
  const whole = walkXml(xml, {
    open(name, attributes) {
      if (name === 'table-cell') cells++;
      else if (name === 'tab') out.push('\t');
      else if (name === 's') out.push(' '.repeat(Math.min(Number(attribute(attributes, 'c') ?? 1) || 1, widest)));
      else if (name === 'user-defined') out.push(`${attribute(attributes, 'name') ?? ''}: `);
    },
    text: (piece) => void out.push(piece),
    close(name) {
      if (name === 'table-cell') {
        cells = Math.max(0, cells - 1);
        out.push('\t');
      } else if (lines.has(name)) out.push(cells > 0 ? ' ' : '\n');
    },
  });
  const text = out
    .join('')
    .replaceAll(/ +\t/g, '\t')
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n');
  return { text: text.trim(), whole };
}
