/** True when an address (IPv4 or IPv6 text) lies in a range such as `192.0.2.0/24`; false for what is neither. */
export function isInRange(address: string, range: string): boolean {
  const slash = range.indexOf('/');
  const network = bitsOf(range.slice(0, slash));
  const own = bitsOf(address);
  const length = Number(range.slice(slash + 1));
  if (slash < 0 || !network || !own || network.length !== own.length || length > own.length) return false;
  return network.slice(0, length) === own.slice(0, length);
}

function bitsOf(address: string): string | undefined {
  if (!address.includes(':')) {
    const parts = address.split('.').map(Number);
    const whole = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
    return whole ? parts.map((part) => part.toString(2).padStart(8, '0')).join('') : undefined;
  }
  const [head = '', tail] = address.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':'));
  const front = words(head);
  const back = words(tail ?? '');
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 0) return undefined;
  const all = [...front, ...Array.from({ length: missing }, () => '0'), ...back].map((word) =>
    Number.parseInt(word, 16),
  );
  return all.every((word) => word >= 0 && word <= 0xffff)
    ? all.map((word) => word.toString(2).padStart(16, '0')).join('')
    : undefined;
}
