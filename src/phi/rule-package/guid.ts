/**
 * A GUID that is always the same for the same text (RFC 9562, version 8), so that a package that is exported again
 * updates its types and does not double them.
 */
export function guidOf(text: string): string {
  const hex = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((seed) => {
    let hash = seed;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    return ((hash ^ (hash >>> 15)) >>> 0).toString(16).padStart(8, '0');
  });
  const all = hex.join('');
  const variant = (8 + (Number.parseInt(all[16]!, 16) % 4)).toString(16);
  return `${all.slice(0, 8)}-${all.slice(8, 12)}-8${all.slice(13, 16)}-${variant}${all.slice(17, 20)}-${all.slice(20)}`;
}
