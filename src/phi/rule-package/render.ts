import type { XmlElement } from '../../core/xml-element.ts';

/** The XML text of a package. Whoever writes the file encodes it as `encoding` says; Purview itself writes UTF-16. */
export function renderPackage(root: XmlElement, encoding: 'utf-16' | 'utf-8'): string {
  return `<?xml version="1.0" encoding="${encoding}"?>\n${rendered(root, '')}`;
}

function rendered(element: XmlElement, indent: string): string {
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${escaped(value, true)}"`);
  const head = `${indent}<${element.name}${attributes.join('')}`;
  if (element.children.length === 0)
    return element.text === '' ? `${head} />\n` : `${head}>${escaped(element.text, false)}</${element.name}>\n`;
  const text = element.text.trim() === '' ? '' : `${indent}  ${escaped(element.text.trim(), false)}\n`;
  const children = element.children.map((child) => rendered(child, `${indent}  `)).join('');
  return `${head}>\n${text}${children}${indent}</${element.name}>\n`;
}

/** Characters that XML 1.0 cannot hold at all are left out. */
function escaped(text: string, inAttribute: boolean): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>]/g, (mark) => (mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : '&gt;'))
    .replaceAll('\r', '&#13;')
    .replaceAll(/["\n\t]/g, (mark) => (inAttribute ? `&#${mark.charCodeAt(0)};` : mark));
}
