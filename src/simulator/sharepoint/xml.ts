/** An XML element: enough for CSOM requests, and strict, because a request that SharePoint refuses must fail here. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  text: string;
}

export class XmlError extends Error {}

const namePattern = /[A-Za-z_][\w.:-]*/y;
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Parses a document with one root element. No DOCTYPE, no processing instructions but the declaration. */
export function parseXml(source: string): Element {
  let at = 0;
  const fail = (why: string): never => {
    throw new XmlError(`${why} at position ${at}`);
  };
  const skipSpace = (): void => {
    while (/\s/.test(source[at] ?? '')) at += 1;
  };
  const name = (): string => {
    namePattern.lastIndex = at;
    const match = namePattern.exec(source);
    if (!match) return fail('a name is missing');
    at = namePattern.lastIndex;
    return match[0];
  };
  const expect = (text: string): void => {
    if (!source.startsWith(text, at)) fail(`'${text}' is missing`);
    at += text.length;
  };
  const attributes = (): Record<string, string> => {
    const found: Record<string, string> = {};
    for (;;) {
      const before = at;
      skipSpace();
      if (source[at] === '>' || source.startsWith('/>', at)) return found;
      if (before === at) fail('a space is missing');
      const key = name();
      expect('=');
      const quote = source[at];
      if (quote !== '"' && quote !== "'") return fail('a quote is missing');
      const end = source.indexOf(quote, at + 1);
      if (end < 0) fail('the attribute does not end');
      const value = source.slice(at + 1, end);
      if (value.includes('<')) fail("'<' in an attribute");
      if (Object.hasOwn(found, key)) fail(`attribute ${key} twice`);
      found[key] = unescaped(value, fail);
      at = end + 1;
    }
  };
  const element = (): Element => {
    expect('<');
    const made: Element = { name: name(), attributes: {}, children: [], text: '' };
    made.attributes = attributes();
    if (source.startsWith('/>', at)) {
      at += 2;
      return made;
    }
    expect('>');
    for (;;) {
      const next = source.indexOf('<', at);
      if (next < 0) return fail(`${made.name} does not end`);
      made.text += unescaped(source.slice(at, next), fail);
      at = next;
      if (source.startsWith('</', at)) break;
      if (source.startsWith('<!', at) || source.startsWith('<?', at)) fail('only elements are understood');
      made.children.push(element());
    }
    at += 2;
    if (name() !== made.name) fail(`${made.name} is closed by another name`);
    skipSpace();
    expect('>');
    return made;
  };

  skipSpace();
  if (source.startsWith('<?xml', at)) at = source.indexOf('?>', at) + 2;
  skipSpace();
  const root = element();
  skipSpace();
  if (at < source.length) fail('text after the end');
  return root;
}

function unescaped(text: string, fail: (why: string) => never): string {
  return text.replace(/&([^;]{0,10});?/g, (all, entity: string) => {
    if (!all.endsWith(';')) return fail("'&' without an entity");
    const code = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(entity);
    if (code) return String.fromCodePoint(code[1] ? parseInt(code[1], 16) : Number(code[2]));
    return entities[entity] ?? fail(`unknown entity ${all}`);
  });
}
