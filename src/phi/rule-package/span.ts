/** UTF-16 offsets into the text of an item, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

const high = /[\ud800-\udbff]/;

/** Whether some character of a text takes two UTF-16 units. */
export function hasPairs(text: string): boolean {
  return high.test(text);
}

/** A span with so many Unicode characters more on either side. `pairs`: as `hasPairs` says of the text. */
export function windowAround(text: string, { start, end }: Span, characters: number, pairs: boolean): Span {
  if (characters === Infinity) return { start: 0, end: text.length };
  let from = Math.max(0, start - characters);
  let to = Math.min(text.length, end + characters);
  if (!pairs || !high.test(text.slice(from, to))) return { start: from, end: to };
  [from, to] = [start, end];
  for (let left = characters; left > 0 && from > 0; left--) from -= isPair(text, from - 2) ? 2 : 1;
  for (let left = characters; left > 0 && to < text.length; left--) to += isPair(text, to) ? 2 : 1;
  return { start: Math.max(0, from), end: Math.min(text.length, to) };
}

function isPair(text: string, at: number): boolean {
  return at >= 0 && (text.codePointAt(at) ?? 0) > 0xffff;
}

/** The first `most` spans that lie wholly within a window. `spans` are by start. */
export function within(spans: readonly Span[], window: Span, most: number): Span[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]!.start < window.start) low = middle + 1;
    else high = middle;
  }
  const found: Span[] = [];
  for (let at = low; at < spans.length && spans[at]!.start < window.end && found.length < most; at++) {
    if (spans[at]!.end <= window.end) found.push(spans[at]!);
  }
  return found;
}
