/**
 * An address of this console, whole, from what stands in a link; the start page for any other. It is judged as the
 * browser reads it, which passes over tabs and line breaks and takes `\` for `/`.
 */
export function ownAddress(to: string | null, origin: string): string {
  const start = `${origin}/`;
  if (to === null || !to.startsWith('/') || !URL.canParse(to, origin)) return start;
  const url = new URL(to, origin);
  return url.origin === origin ? url.href : start;
}
