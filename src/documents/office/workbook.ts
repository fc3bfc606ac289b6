import { attribute, walkXml } from '../xml.ts';
import { type NumberFormat, numberFormats } from './number-format.ts';
import type { OfficePackage } from './package.ts';

export interface Sheet {
  name: string;
  path: string;
  hidden: boolean;
}

/** What the sheets of a workbook refer to. */
export interface Workbook {
  sheets: readonly Sheet[];
  /** Names given to cells and constants, which may hold values. */
  definedNames: string;
  strings: readonly string[];
  formats: readonly (NumberFormat | undefined)[];
}

/** Reads the parts of a workbook that its sheets refer to. Throws `Unreadable`. */
export async function readWorkbook(office: OfficePackage): Promise<Workbook> {
  const main = office.entries.find(({ name }) => /^xl\/workbook\d*\.xml$/i.test(name))?.name ?? 'xl/workbook.xml';
  const links = await office.links(main);
  const found: Sheet[] = [];
  const names: string[] = [];
  let since1904 = false;
  let name = '';
  let text = '';
  walkXml((await office.xml(main)) ?? '<none/>', {
    open(tag, attributes) {
      if (tag === 'sheet') {
        const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
        const path = links.get(relation)?.target ?? '';
        found.push({ name: attributes['name'] ?? '', path, hidden: /hidden/i.test(attributes['state'] ?? '') });
      } else if (tag === 'workbookPr') since1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      else if (tag === 'definedName') name = attributes['name'] ?? '';
      text = '';
    },
    text: (piece) => void (text += piece),
    close: (tag) => void (tag === 'definedName' && names.push(`${name}: ${text}`)),
  });
  return {
    sheets: withUnlisted(found, office),
    definedNames: names.join('\n'),
    strings: stringsOf((await office.xml('xl/sharedStrings.xml')) ?? '<none/>'),
    formats: formatsOf((await office.xml('xl/styles.xml')) ?? '<none/>', since1904),
  };
}

/** Sheets that no list names are read too: a damaged or doctored workbook hides nothing. */
function withUnlisted(sheets: readonly Sheet[], office: OfficePackage): Sheet[] {
  const listed = new Set(sheets.map(({ path }) => path));
  const others = office.entries.filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/i.test(name) && !listed.has(name));
  return [
    ...sheets,
    ...others.map((entry) => ({ name: entry.name.split('/').at(-1)!, path: entry.name, hidden: true })),
  ];
}

function stringsOf(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let taking = false;
  let phonetic = false;
  walkXml(xml, {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 't') taking = !phonetic;
      else if (tag === 'rPh') phonetic = true;
    },
    text: (piece) => void (taking && (text += piece)),
    close(tag) {
      if (tag === 't') taking = false;
      else if (tag === 'rPh') phonetic = false;
      else if (tag === 'si') strings.push(text);
    },
  });
  return strings;
}

function formatsOf(xml: string, since1904: boolean): readonly (NumberFormat | undefined)[] {
  const custom = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  walkXml(xml, {
    open(tag, attributes) {
      if (tag === 'numFmt') custom.set(Number(attributes['numFmtId']), attribute(attributes, 'formatCode') ?? '');
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) styles.push(Number(attributes['numFmtId'] ?? 0));
    },
    close: (tag) => void (tag === 'cellXfs' && (inCells = false)),
  });
  return numberFormats(custom, styles, since1904);
}
