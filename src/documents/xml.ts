import { codePage, decode } from './text/decode.ts';

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  /** Names come without their prefix: producers choose prefixes as they like. */
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

const nameAt = /[^\s/>=<"']+/y;
const attributeAt = /\s+([^\s=/><"']{1,1000})\s*=\s*(?:"([^"]{0,65000})"|'([^']{0,65000})')/y;
const endAt = /\s*(\/?)>/y;

/**
 * Walks an XML document from tag to tag. Entities that the document declares are not expanded but stay as they are
 * written, and nothing outside it is fetched. Gives false where it is not well formed or breaks off; what could be
 * read was handed over all the same. Office files are nearly all XML, so this is built for speed.
 */
export function walkXml(xml: string, handler: XmlHandler): boolean {
  const { open, text, close } = handler;
  const stack: string[] = [];
  let whole = true;
  let any = false;
  let at = 0;
  while (at < xml.length) {
    const mark = xml.indexOf('<', at);
    const until = mark < 0 ? xml.length : mark;
    if (text && until > at) text(unescaped(xml.slice(at, until)));
    if (mark < 0) break;
    const next = xml.charCodeAt(mark + 1);
    if (next === 47) at = closing(mark);
    else if (next === 33 || next === 63) at = special(mark);
    else at = opening(mark);
  }
  return whole && any && stack.length === 0;

  function opening(mark: number): number {
    nameAt.lastIndex = mark + 1;
    const found = nameAt.exec(xml);
    if (!found) return broken(mark);
    any = true;
    const name = localName(found[0]);
    const attributes: Record<string, string> = {};
    let end = nameAt.lastIndex;
    attributeAt.lastIndex = end;
    for (let pair = attributeAt.exec(xml); pair; pair = attributeAt.exec(xml)) {
      end = attributeAt.lastIndex;
      if (open) attributes[pair[1]!] = unescaped(pair[2] ?? pair[3] ?? '');
    }
    endAt.lastIndex = end;
    const last = endAt.exec(xml);
    open?.(name, attributes);
    if (last?.[1]) close?.(name);
    else stack.push(name);
    return last ? endAt.lastIndex : broken(end);
  }

  function closing(mark: number): number {
    const end = xml.indexOf('>', mark);
    if (end < 0) return broken(mark);
    const name = localName(xml.slice(mark + 2, end).trimEnd());
    if (stack.at(-1) === name) stack.pop();
    else whole = false;
    close?.(name);
    return end + 1;
  }

  /** Comments, CDATA, declarations and instructions. */
  function special(mark: number): number {
    const isData = xml.startsWith('<![CDATA[', mark);
    const sign = isData
      ? ']]>'
      : xml.startsWith('<!--', mark)
        ? '-->'
        : xml[mark + 1] === '?'
          ? '?>'
          : declarationEnd(xml, mark);
    const end = xml.indexOf(sign, mark + 2);
    if (isData) text?.(xml.slice(mark + 9, end < 0 ? undefined : end));
    if (end >= 0) return end + sign.length;
    whole = false;
    return xml.length;
  }

  function broken(mark: number): number {
    whole = false;
    const end = xml.indexOf('>', mark);
    return end < 0 ? xml.length : end + 1;
  }
}

/** A document type may hold declarations in brackets, each with an end of its own. */
function declarationEnd(xml: string, mark: number): string {
  const end = xml.indexOf('>', mark);
  const bracket = xml.slice(mark, end < 0 ? undefined : end).indexOf('[');
  return bracket < 0 ? '>' : ']>';
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,4}));/g,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? all;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code <= 0x10ffff && code > 0 ? String.fromCodePoint(code) : all;
    },
  );
}

/** An attribute by its name without prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  const key = Object.keys(attributes).find((key) => localName(key) === name);
  return key === undefined ? undefined : attributes[key];
}

/** XML text of bytes, by byte order mark, else by what the declaration says, else UTF-8. */
export function xmlText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const said = /^<\?xml[^>]*encoding=["']([\w.:-]{1,40})["']/i.exec(head)?.[1];
  if (said && !/^utf-?(8|16)$/i.test(said)) return codePage(bytes, said).text;
  return decode(bytes).text;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
