import { type Sink } from '../sink.ts';
import { codePage } from './decode.ts';

type Place = 'body' | 'header' | 'footer' | 'footnotes' | 'comments' | 'properties';

/** Destinations that hold text for readers, and where it stands. Of the others only the fonts' code pages are read. */
const places: Readonly<Record<string, Place>> = {
  header: 'header',
  headerl: 'header',
  headerr: 'header',
  headerf: 'header',
  footer: 'footer',
  footerl: 'footer',
  footerr: 'footer',
  footerf: 'footer',
  footnote: 'footnotes',
  annotation: 'comments',
  info: 'properties',
  title: 'properties',
  subject: 'properties',
  author: 'properties',
  keywords: 'properties',
  doccomm: 'properties',
  comment: 'properties',
  propname: 'properties',
  staticval: 'properties',
};
/** Text boxes, old-style lists, results of fields and the like stay in the text around them. */
const transparent = new Set(
  'shp shpinst shptxt shprslt do dptxbxtext field fldrslt listtext pntext nonshppict upr ud result formfield ffdeftext docvar'.split(
    ' ',
  ),
);
const silent = new Set(
  'colortbl stylesheet pict objdata objclass themedata colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator fldinst xmlnstbl mmathPr fontemb fontfile falt panose htmltag mhtmltag sp sn bkmkstart bkmkend atnid atndate atnref atrfstart atrfend revtbl filetbl shppict private passwordhash wgrffmtfilter creatim revtim printim buptim company operator manager category hlinkbase'.split(
    ' ',
  ),
);
const breaks: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  nestrow: '\n',
  tab: '\t',
  cell: '\t',
  nestcell: '\t',
  emdash: '—',
  endash: '–',
  emspace: ' ',
  enspace: ' ',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};
/** Code pages of font character sets. */
const charsets: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  77: 'macroman',
  128: 'shift_jis',
  129: 'cp949',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};
const deepest = 2_000;

interface Group {
  place: Place | undefined;
  /** Reading the font table. */
  fonts: boolean;
  page: string | undefined;
  /** Characters after `\u` that stand in for it. */
  fallback: number;
}

/** Text of an RTF file by place. `whole` is false where groups stay open or never opened. */
export function rtfText(bytes: Uint8Array): { texts: ReadonlyMap<Place, string>; whole: boolean } {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const out = new Map<Place, string[]>();
  const fonts = new Map<number, string>();
  const stack: Group[] = [];
  let group: Group = { place: 'body', fonts: false, page: undefined, fallback: 1 };
  let document = 'windows-1252';
  let font = 0;
  let pending: number[] = [];
  let skip = 0;
  let htmlOnly = false;
  let whole = true;

  const flush = () => {
    if (pending.length === 0) return;
    const bytes = Uint8Array.from(pending);
    pending = [];
    put(codePage(bytes, group.page ?? document).text);
  };
  const put = (text: string) => {
    if (!group.place || htmlOnly) return;
    const list = out.get(group.place);
    if (list) list.push(text);
    else out.set(group.place, [text]);
  };
  const character = (text: string) => {
    if (skip > 0) skip--;
    else {
      flush();
      put(text);
    }
  };

  const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|[^\\{}\r\n\0]+/gy;
  let found: RegExpExecArray | null;
  let starred = false;
  while ((found = token.exec(source))) {
    const [all, word, number, hex, symbol, brace] = found;
    if (brace === '{') {
      flush();
      stack.push(group);
      if (stack.length > deepest) {
        whole = false;
        break;
      }
      group = { ...group };
    } else if (brace === '}') {
      flush();
      if (group.place === 'properties' || group.place === 'comments') put('\n');
      group = stack.pop() ?? group;
      skip = 0;
      if (stack.length === 0) {
        break;
      }
    } else if (hex !== undefined) {
      if (skip > 0) skip--;
      else pending.push(Number.parseInt(hex, 16));
    } else if (symbol !== undefined) {
      if (symbol === '*') starred = true;
      else if (symbol === '~') character(' ');
      else if (symbol === '_') character('-');
      else if (symbol === '\n' || symbol === '\r') character('\n');
      else if ('\\{}'.includes(symbol)) character(symbol);
      continue;
    } else if (word !== undefined) control(word, number === undefined ? undefined : Number(number));
    else if (!/^[\r\n\0]/.test(all)) {
      const text = skip > 0 ? all.slice(skip) : all;
      skip = Math.max(0, skip - all.length);
      if (text === '' || group.fonts) continue;
      for (const piece of text) pending.push(piece.charCodeAt(0));
      flush();
    }
    if (symbol !== '*') starred = false;
  }
  flush();
  const texts = new Map(
    [...out].map(([place, pieces]) => [
      place,
      pieces
        .join('')
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim(),
    ]),
  );
  return { texts, whole: whole && stack.length === 0 };

  function control(word: string, value: number | undefined): void {
    if (word === 'u') {
      flush();
      if (group.place) character(String.fromCharCode((value ?? 0) & 0xffff));
      skip = group.fallback;
      return;
    }
    if (word in breaks) {
      if (skip === 0 || breaks[word] === '\n') {
        skip = 0;
        flush();
        put(breaks[word]!);
      } else skip--;
      return;
    }
    flush();
    if (word === 'uc') group.fallback = Math.min(Math.max(value ?? 1, 0), 100);
    else if (word === 'ansicpg')
      document = `windows-${value ?? 1252}`.replace(/^windows-(?=(437|850|852|866|932|936|949|950)$)/, 'cp');
    else if (word === 'mac') document = 'macroman';
    else if (word === 'f') {
      font = value ?? 0;
      if (!group.fonts) group.page = fonts.get(font);
    } else if (word === 'plain') group.page = undefined;
    else if (word === 'fcharset') {
      const page = charsets[value ?? 0];
      if (page) fonts.set(font, page);
    } else if (word === 'htmlrtf') htmlOnly = value !== 0;
    else if (word === 'bin') token.lastIndex += Math.max(0, value ?? 0);
    else if (word === 'fonttbl') Object.assign(group, { fonts: true, place: undefined });
    else if (places[word]) {
      // In the properties a name of a field stands before its value; elsewhere a silent group stays silent.
      if (group.place) group.place = places[word];
    } else if (silent.has(word) || (starred && !transparent.has(word))) group.place = undefined;
  }
}

/** Reads an RTF file. */
export function readRtf(bytes: Uint8Array, sink: Sink): void {
  const { texts, whole } = rtfText(bytes);
  for (const place of ['body', 'header', 'footer', 'footnotes', 'comments', 'properties'] as const)
    sink.add(place, texts.get(place) ?? '');
  if (!whole) sink.gap('corrupt', 'The RTF breaks off or its groups do not close; what could be read was.');
  if (/\\(?:pict|objdata)\b/.test(Buffer.from(bytes.subarray(0, 4_000_000)).toString('latin1')))
    sink.warn('Pictures and objects within RTF are not read.');
}
