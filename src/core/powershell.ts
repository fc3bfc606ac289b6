/** PowerShell ends a single-quoted text at any of these, the typographic ones too. */
const quotes = /['\u2018\u2019\u201a\u201b]/g;

/** A text as a PowerShell literal in single quotes: nothing in it is expanded. Control characters become spaces. */
export function quoted(text: string | null | undefined): string {
  // oxlint-disable-next-line no-control-regex
  return `'${(text ?? '').replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(quotes, '$&$&')}'`;
}
