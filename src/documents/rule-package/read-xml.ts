import { SaxesParser } from 'saxes';
import { WardlineError } from '../../core/errors.ts';
import type { XmlElement } from '../../core/xml-element.ts';
import { decode } from '../text/decode.ts';

/** Bytes of a rule package. Purview takes about 770 KB. */
export const largestPackage = 1_048_576;
const deepest = 40;
const mostElements = 100_000;

/**
 * Reads a rule package's XML, in UTF-16 as Purview writes it or in UTF-8. A document type is refused whole: it is what
 * entity bombs and outside references need, and a rule package has none. Throws `bad-input`.
 */
export function readPackageXml(bytes: Uint8Array, name: string): XmlElement {
  const refuse = (reason: string, hint = 'Export the package again from Purview or from the tool that wrote it.') =>
    new WardlineError('bad-input', `${name} is no rule package: ${reason}`, hint);
  if (bytes.length > largestPackage)
    throw refuse('it is larger than 1 MB.', 'Purview itself takes packages of about 770 KB; split it.');
  const { text, damaged } = decode(bytes);
  if (damaged) throw refuse('some of its bytes are no characters in its encoding.');
  const parser = new SaxesParser();
  const stack: XmlElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  parser.on('doctype', () => {
    throw refuse('it declares a document type, which may hold entity bombs and outside references.');
  });
  parser.on('opentag', ({ name: tag, attributes }) => {
    if (++elements > mostElements) throw refuse(`it has more than ${mostElements} elements.`);
    if (stack.length >= deepest) throw refuse(`its elements are nested more than ${deepest} deep.`);
    const element: XmlElement = { name: tag, attributes: { ...attributes }, children: [], text: '' };
    if (stack.length > 0) stack.at(-1)!.children.push(element);
    else root = element;
    stack.push(element);
  });
  const onText = (piece: string) => {
    const element = stack.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    const closed = stack.pop()!;
    if (closed.children.length > 0) closed.text = closed.text.trim();
  });
  parser.on('error', () => {
    throw refuse(`its XML is not well formed near line ${parser.line}.`);
  });
  parser.write(text).close();
  if (root === undefined) throw refuse('it holds no XML.');
  return root;
}
