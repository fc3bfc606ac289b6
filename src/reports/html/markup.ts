/** Text that is safe to stand in HTML. Only `html` and `raw` make it, so that nothing from a tenant gets in unescaped. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | undefined | false | readonly Part[];

/** A template whose values are escaped unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  // Indentation of the source is not shipped; a line break is all the white space that HTML needs.
  const parts = strings.map(
    (text, index) => text.replace(/\n\s+/g, '\n') + (index < values.length ? textOf(values[index]) : ''),
  );
  return { markup: parts.join('') };
}

/** Our own constant markup, never a value from outside. */
export function raw(markup: string): Markup {
  return { markup };
}

function textOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(textOf).join('');
}

function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
