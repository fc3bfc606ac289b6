/** What stands at the end of a value that was cut. */
export const cutMark = '…[cut]';

/**
 * A value without control characters, lone surrogates and marks that turn the direction of text: they forge lines and
 * hide words in the receiver's console. Line breaks stay where the format can escape them.
 */
export function visible(text: string, { lines = false }: { lines?: boolean } = {}): string {
  const calm = text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ');
  return lines ? calm : calm.replaceAll('\n', ' ');
}

/** At most `bytes` of UTF-8, never half a character, with the mark where something is missing. */
export function cutTo(text: string, bytes: number): string {
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  const room = bytes - Buffer.byteLength(cutMark);
  const whole = Buffer.from(text.slice(0, bytes));
  let end = Math.min(room, whole.length);
  // A byte 10xxxxxx continues a character.
  while (end > 0 && (whole[end]! & 0xc0) === 0x80) end -= 1;
  return whole.subarray(0, end).toString('utf8') + cutMark;
}
