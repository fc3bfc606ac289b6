import type { Part } from '../../core/document.ts';
import type { Sink } from '../sink.ts';
import { extensionOf } from '../kind.ts';
import type { Decoded } from './decode.ts';

/** Kinds of text that are given exactly as they stand, with the way in which places in them are said. */
const ways: Readonly<Record<string, Part['by']>> = {
  hl7: 'hl7',
  x12: 'x12',
  fhir: 'json',
  json: 'json',
  ccda: 'xml',
  xml: 'xml',
};

/**
 * What a text is by how it begins: an HL7 or X12 message, JSON or XML of health records, mail, HTML, or just text.
 * The name decides only between text and a table of text, and lets a mail begin with fewer headers.
 */
export function kindOfText(text: string, name: string): string {
  const head = text.slice(0, 20_000);
  const extension = extensionOf(name);
  if (/^[\s\u000b]*(?:MSH|FHS|BHS)([^\w\s]).{3,4}\1/.test(head)) return 'hl7';
  if (/^\s*ISA([^\w\s])[^\n\r]{2}\1/.test(head)) return 'x12';
  if (/^\s*[[{]/.test(head) && /"resourceType"\s*:/.test(head)) return 'fhir';
  if (/^\s*\{\\rtf/.test(head)) return 'rtf';
  if (/^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(head.replace(/^\s*(?:<\?xml[^>]*>|<!--[^]*?-->)\s*/, '')))
    return 'html';
  if (/^\s*<(?:\?xml|[a-z])/i.test(head))
    return /<(?:\w+:)?ClinicalDocument\b/.test(head) ? 'ccda' : markup(head, extension);
  if (/^BEGIN:VCALENDAR/im.test(head.slice(0, 100))) return 'calendar';
  if (/^BEGIN:VCARD/im.test(head.slice(0, 100))) return 'contact';
  if (/^From \S+.*\d{4}\s*\r?\n[\w-]+:/.test(head)) return 'mbox';
  if (isMail(head, extension)) return 'eml';
  if (/^\s*[[{]/.test(head) && extension === 'json') return 'json';
  return extension === 'csv' || extension === 'tsv' ? 'text-table' : 'text';
}

function markup(head: string, extension: string): string {
  if (/^(html?|xhtml|aspx|mht)$/.test(extension)) return 'html';
  return /^\s*<\?xml/.test(head) || extension === 'xml'
    ? 'xml'
    : /^\s*<(?:div|p|table|span|h[1-6]|ul|meta)\b[^>]*>/i.test(head) && extension !== 'txt'
      ? 'html'
      : 'text';
}

/** A mail has headers that people do not write by hand; a memo with From and Subject is no mail unless its name says so. */
function isMail(head: string, extension: string): boolean {
  const headers = /^(?:[\w-]{2,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,300}/.exec(head)?.[0];
  if (!headers) return false;
  if (extension === 'eml') return true;
  const signs = headers.match(
    /^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type|Delivered-To|DKIM-Signature):/gim,
  );
  return new Set(signs?.map((sign) => sign.toLowerCase())).size >= 2;
}

/** Adds a text exactly as it stands. */
export function readPlain({ text, damaged, encoding }: Decoded, kind: string, sink: Sink): void {
  if (damaged) sink.warn(`Some bytes are no ${encoding}; they stand as \ufffd in the text.`);
  sink.add('', text, { by: ways[kind] ?? 'line' });
}
