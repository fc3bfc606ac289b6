import { Parser } from 'htmlparser2';
import type { Sink } from '../sink.ts';
import { codePage, decode } from './decode.ts';

const blocks = new Set(
  'address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section select summary table tbody textarea tfoot thead title tr ul'.split(
    ' ',
  ),
);
const silent = new Set(['script', 'style', 'template']);
/** Attributes that people read or that carry addresses. */
const spoken = ['alt', 'title', 'placeholder', 'aria-label'] as const;

export interface HtmlText {
  body: string;
  /** Comments, contents of meta elements and addresses of links: not shown, but in the file. */
  hidden: string;
}

/** Text of an HTML page: lines by block, cells of tables split by tabs. */
export function htmlText(html: string): HtmlText {
  const out: string[] = [];
  const hidden: string[] = [];
  let quiet = 0;
  let exact = 0;
  const line = () => out.push('\n');
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (silent.has(name)) quiet++;
        if (name === 'pre' || name === 'textarea') exact++;
        if (blocks.has(name)) line();
        for (const key of spoken) if (attributes[key]) out.push(` ${attributes[key]} `);
        if (name === 'input' && attributes['value'] && attributes['type'] !== 'submit')
          out.push(` ${attributes['value']} `);
        if (name === 'meta' && attributes['content'])
          hidden.push(`${attributes['name'] ?? attributes['property'] ?? ''} ${attributes['content']}`.trim());
        const address = attributes['href'] ?? attributes['src'];
        if (address && !address.startsWith('data:') && !address.startsWith('#')) hidden.push(address);
      },
      ontext(text) {
        if (quiet === 0) out.push(exact > 0 ? text : text.replaceAll(/[ \t\r\n\f]+/g, ' '));
      },
      onclosetag(name) {
        if (silent.has(name)) quiet = Math.max(0, quiet - 1);
        if (name === 'pre' || name === 'textarea') exact = Math.max(0, exact - 1);
        if (name === 'td' || name === 'th') out.push('\t');
        else if (blocks.has(name)) line();
      },
      oncomment(comment) {
        if (!/^\s*\[(?:if|endif)/i.test(comment) && comment.trim() !== '') hidden.push(comment.trim());
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  return { body: tidy(out.join('')), hidden: hidden.join('\n') };
}

/** Reads an HTML page. */
export function readHtml(bytes: Uint8Array, sink: Sink): void {
  const { body, hidden } = htmlText(htmlSource(bytes));
  sink.add('body', body);
  sink.add('not shown', hidden);
}

/** The page's characters: by byte order mark, else by its own meta element, else as plain text. */
export function htmlSource(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1');
  const said = /<meta[^>]{0,200}charset=["']?([\w.:-]{1,40})/i.exec(head)?.[1];
  const marked = bytes[0] === 0xef || bytes[0] === 0xff || bytes[0] === 0xfe;
  return said && !marked && !/^utf-?8$/i.test(said) && !/^utf-?16/i.test(said)
    ? codePage(bytes, said).text
    : decode(bytes).text;
}

function tidy(text: string): string {
  return text
    .replaceAll('\u00a0', ' ')
    .replaceAll(/ *\t */g, '\t')
    .replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}
