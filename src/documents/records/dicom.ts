import { inflateRawSync } from 'node:zlib';
import dicomParser, { type DataSet } from 'dicom-parser';
import { type Sink, Unreadable } from '../sink.ts';
import { codePage } from '../text/decode.ts';
import { dicomNames } from './dicom-names.ts';

/** Value representations that are text, by the standard's part 5. */
const textual = new Set([
  'AE',
  'AS',
  'CS',
  'DA',
  'DS',
  'DT',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'ST',
  'TM',
  'UC',
  'UI',
  'UR',
  'UT',
]);
/** Dull for a reader: numbers of the picture, unique ids of its making, codes of its form. */
const dullGroups = /^x(?:0002|0018|0020|0028)/;
const kept = new Set([
  'x00201000',
  'x00204000',
  'x00181030',
  'x00181000',
  'x00181002',
  'x00180010',
  'x00200010',
  'x00184000',
  'x00284000',
]);
const deepest = 20;

/** Reads the tags of a DICOM file, sequences too. Pixels are not read; that they may show names is said. */
export async function readDicom(bytes: Uint8Array, sink: Sink): Promise<void> {
  let data: DataSet;
  try {
    data = dicomParser.parseDicom(bytes, {
      untilTag: 'x7fe00010',
      inflater: (raw: Uint8Array, at: number) => inflated(raw, at, sink),
    });
  } catch (error) {
    const partial = (error as { dataSet?: DataSet }).dataSet;
    if (!partial || Object.keys(partial.elements).length === 0)
      throw new Unreadable('corrupt', 'The DICOM file is cut off or damaged.');
    sink.gap('corrupt', 'The DICOM file breaks off or is damaged; the tags before that were read.');
    data = partial;
  }
  const lines: string[] = [];
  collect(data, encodingOf(data.string('x00080005')), lines, 0);
  sink.add('tags', lines.join('\n'));
  const file = data.elements['x00420011'];
  if (file)
    await sink.within(
      'encapsulated',
      data.string('x00420012')?.split('/').at(-1) ?? 'document',
      bytes.subarray(file.dataOffset, file.dataOffset + file.length),
    );
  if (data.elements['x7fe00010'] || data.uint16('x00280010') !== undefined) {
    const said = data.string('x00280301')?.trim();
    const words =
      said === 'NO'
        ? 'The file says that they show none.'
        : said === 'YES'
          ? 'The file says that they do.'
          : 'The file does not say.';
    sink.warn(`Pixels of the DICOM image were not read: names may be burnt into them. ${words}`);
  }
}

function collect(data: DataSet, encoding: string, lines: string[], depth: number): void {
  for (const [tag, element] of Object.entries(data.elements)) {
    for (const item of element.items ?? [])
      if (item.dataSet && depth < deepest) collect(item.dataSet, encoding, lines, depth + 1);
    if (element.items || element.length === 0 || element.length > 1_000_000) continue;
    const [name, implied] = dicomNames[tag] ?? [];
    const form = element.vr && element.vr !== 'UN' ? element.vr : implied;
    if (!form || !textual.has(form) || (dullGroups.test(tag) && !kept.has(tag)) || form === 'UI') continue;
    const raw = data.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
    const value = codePage(raw, encoding).text.replaceAll('\0', '').trim();
    if (value !== '') lines.push(`${name ?? `Tag ${tag.slice(1, 5)},${tag.slice(5)}`}: ${shown(value, form)}`);
  }
}

function shown(value: string, form: string): string {
  if (form === 'DA' || form === 'DT') return dayText(value);
  if (form !== 'PN') return value;
  // Family, given, middle, prefix, suffix; other scripts follow after "=".
  const [family = '', given = '', middle = ''] = value.split('=')[0]!.split('^');
  return [family, [given, middle].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** Character sets of tag (0008,0005). */
function encodingOf(said: string | undefined): string {
  const name =
    said
      ?.split('\\')
      .find((part) => part.trim() !== '')
      ?.trim() ?? '';
  const pages: Readonly<Record<string, string>> = {
    'ISO_IR 192': 'utf8',
    'ISO_IR 101': 'iso-8859-2',
    'ISO_IR 144': 'iso-8859-5',
    'ISO_IR 126': 'iso-8859-7',
    'ISO_IR 138': 'iso-8859-8',
    'ISO_IR 13': 'shift_jis',
    GB18030: 'gb18030',
    GBK: 'gbk',
  };
  return pages[name] ?? 'windows-1252';
}

function inflated(raw: Uint8Array, at: number, sink: Sink): Uint8Array {
  const body = inflateRawSync(raw.subarray(at), { maxOutputLength: sink.limits.fileBytes });
  sink.countUnpacked(body.length);
  return Uint8Array.from(Buffer.concat([raw.subarray(0, at), body]));
}

/** 01/31/1985 for 19850131…, the time of day left out; other texts as they are. */
function dayText(text: string): string {
  const found = /^(\d{4})(\d{2})(\d{2})(?:\d{2,6}(?:\.\d+)?(?:[+-]\d{4})?)?$/.exec(text.trim());
  return found ? `${found[2]}/${found[3]}/${found[1]}` : text;
}
