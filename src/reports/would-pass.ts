/** "Would pass if …" without those words, for a place that stands under them: the condition alone, as a sentence. */
export function passCondition(wouldPassIf: string): string {
  return wouldPassIf
    .replace(
      /(^|[.!?] )Would (?:pass|be judged) if (\w)/g,
      (_, before: string, first: string) => before + first.toUpperCase(),
    )
    .replace(/(^|[.!?] )Would pass without /g, '$1Without ');
}
