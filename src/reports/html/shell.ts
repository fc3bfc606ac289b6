import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What a page of ours may load: what is in the file, and this one script. */
export function contentPolicy(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return `default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

let font: string | undefined;

/** Inter's Latin part as base64, read once. */
export function interFont(): string {
  font ??= readFileSync(
    createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
  ).toString('base64');
  return font;
}

/** A tenant's text for a CSS string: nothing can end the string or the style element. */
export function cssText(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,·()&-]/gu, ' ').slice(0, 120);
}
