import { en } from './en.ts';

/** Every text of the console, by page. A translation has the same shape, and the compiler says what it lacks. */
export type Words = typeof en;

const catalogs: Readonly<Record<string, Words>> = { en };

/** The words of the page's language. */
export const words: Words = catalogs[document.documentElement.lang] ?? en;
