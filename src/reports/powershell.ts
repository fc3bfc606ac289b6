/**
 * Data as a here-string of JSON. Everything but plain ASCII, and every quote, backtick and dollar, is escaped in JSON's
 * own way, so that no value can end the here-string or be expanded.
 */
export function hereJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replaceAll(
    /[^\n\u0020-\u007e]|['`$]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `@'\n${text}\n'@`;
}

/** A text as comment lines. Three spaces keep it from being a directive or a signature, whatever it says. */
export function comment(text: string): string[] {
  // oxlint-disable-next-line no-control-regex
  const plain = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return (plain.match(/.{1,150}(?:\s|$)|.{150}/g) ?? ['']).map((line) => `#   ${line.trimEnd()}`);
}
