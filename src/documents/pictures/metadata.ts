import { inflateSync } from 'node:zlib';
import { decode } from '../text/decode.ts';
import { walkXml } from '../xml.ts';
import { tagTexts } from './exif.ts';

const limit = 4_000_000;

/** Text that a picture file carries beside its pixels: EXIF, XMP, IPTC, comments. One "name: text" a line. */
export function metadataText(bytes: Uint8Array): string {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines = [...blocksOf(all), ...xmpOf(all)];
  return [...new Set(lines)].join('\n');
}

function blocksOf(all: Buffer): string[] {
  if (all[0] === 0xff && all[1] === 0xd8) return jpegTexts(all);
  if (all[0] === 0x89) return pngTexts(all);
  if (/^(II\*\0|MM\0\*)/.test(all.toString('latin1', 0, 4))) return tagTexts(all);
  // WebP and HEIC hold EXIF in boxes of their own; its sign is the same in all.
  const exif = all.indexOf('Exif\0\0', 0, 'latin1');
  return exif > 0 ? tagTexts(all.subarray(exif + 6)) : [];
}

function jpegTexts(all: Buffer): string[] {
  const lines: string[] = [];
  for (let at = 2; at + 4 <= all.length && all[at] === 0xff;) {
    const marker = all[at + 1]!;
    const size = all.readUInt16BE(at + 2);
    if (marker === 0xda || size < 2) break;
    const block = all.subarray(at + 4, at + 2 + size);
    if (marker === 0xe1 && block.toString('latin1', 0, 4) === 'Exif') lines.push(...tagTexts(block.subarray(6)));
    else if (marker === 0xfe) lines.push(`Comment: ${clean(decode(block).text)}`);
    else if (marker === 0xed) lines.push(...pressTexts(block));
    at += 2 + size;
  }
  return lines;
}

/** IPTC fields of a press picture: caption, headline, keywords, by-line, places. */
function pressTexts(block: Buffer): string[] {
  const lines: string[] = [];
  for (let at = 0; at + 5 < block.length; at++) {
    if (block[at] !== 0x1c || block[at + 1] !== 2) continue;
    const size = block.readUInt16BE(at + 3);
    if (size === 0 || size > 2_000 || at + 5 + size > block.length) continue;
    const name = pressFields[block[at + 2]!];
    if (name) lines.push(`${name}: ${clean(decode(block.subarray(at + 5, at + 5 + size)).text)}`);
    at += 4 + size;
  }
  return lines;
}

const pressFields: Readonly<Record<number, string>> = {
  5: 'Title',
  25: 'Keyword',
  40: 'Instructions',
  80: 'By-line',
  90: 'City',
  92: 'Location',
  95: 'State',
  105: 'Headline',
  116: 'Copyright',
  120: 'Caption',
};

function pngTexts(all: Buffer): string[] {
  const lines: string[] = [];
  for (let at = 8; at + 12 <= all.length;) {
    const size = all.readUInt32BE(at);
    const type = all.toString('latin1', at + 4, at + 8);
    const block = all.subarray(at + 8, at + 8 + size);
    if (type === 'eXIf') lines.push(...tagTexts(block));
    else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') lines.push(...pngText(type, block));
    at += 12 + size;
  }
  return lines;
}

function pngText(type: string, block: Buffer): string[] {
  const end = block.indexOf(0);
  if (end < 1) return [];
  const name = clean(block.toString('latin1', 0, end));
  let content = block.subarray(end + 1);
  let packed = false;
  if (type === 'zTXt') [packed, content] = [true, content.subarray(1)];
  if (type === 'iTXt') {
    packed = content[0] === 1;
    const language = content.indexOf(0, 2);
    const translated = language < 0 ? -1 : content.indexOf(0, language + 1);
    if (translated < 0) return [];
    content = content.subarray(translated + 1);
  }
  try {
    const bytes = packed ? inflateSync(content, { maxOutputLength: limit }) : content;
    return [`${name}: ${clean(decode(bytes).text)}`];
  } catch {
    return [];
  }
}

/** Texts of an XMP packet, elements and attributes. */
function xmpOf(all: Buffer): string[] {
  const from = all.indexOf('<x:xmpmeta');
  const to = from < 0 ? -1 : all.indexOf('</x:xmpmeta>', from);
  if (to < 0 || to - from > limit) return [];
  const lines: string[] = [];
  let name = '';
  walkXml(all.toString('utf8', from, to + 12), {
    open(tag, attributes) {
      if (!/^(Alt|Bag|Seq|li)$/.test(tag)) name = tag;
      for (const [key, value] of Object.entries(attributes))
        if (!/^(xmlns|rdf:|x:|xml:)/.test(key) && value.trim() !== '')
          lines.push(`${key.split(':').at(-1)}: ${clean(value)}`);
    },
    text(text) {
      if (text.trim() !== '') lines.push(`${name}: ${clean(text)}`);
    },
  });
  return lines;
}

function clean(text: string): string {
  return text.replaceAll('\0', '').trim();
}
