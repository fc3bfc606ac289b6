import { nameFlags } from '../names/dictionary.ts';
import { DIGIT, NUMBER, type Tokens, hashOf } from './tokens.ts';
import { type Vocabulary, wordOf } from './vocabulary.ts';

/** Longer texts come from a file, not from a scanner's page. */
const longest = 4_000;
/** A word with digits for letters: "Hea1th", "c0li", "Kess1er"; not "A1c", "T2DM", "40mg". */
const worded = /^[a-z]*[a-z015|]*[015][a-z015]*$/i;
const digitLike = /^[\dOolI|SB]+$/;

/**
 * A page that was read with letters and digits confused, put right letter for letter: "Bl00d", "O3/l7/1944", "URlNE".
 * Of the same length, so that places stay; undefined where fewer than two words of a term or name are confused.
 */
export function unscanned(text: string, tokens: Tokens, vocabulary: Vocabulary): string | undefined {
  if (tokens.count > longest) return undefined;
  const put: { start: number; word: string }[] = [];
  for (const token of tokens.numbers) {
    const form = tokens.flags[token]!;
    if ((form & DIGIT) === 0 || (form & NUMBER) !== 0) continue;
    const start = tokens.start[token]!;
    const end = tokens.end[token]!;
    if (end - start < 4 || end - start > 24) continue;
    const word = text.slice(start, end);
    if (!worded.test(word) || word.replace(/[^a-z]/gi, '').length * 2 <= word.length) continue;
    const known = lettersOf(word, vocabulary);
    if (known !== undefined) put.push({ start, word: known });
  }
  // One such word and a number read so is enough beside words with an l for an i.
  if (put.length === 0 || (put.length < 2 && !misread(text, tokens, vocabulary))) return undefined;
  // By UTF-16 units, as places are counted.
  const units = text.split('');
  const write = (start: number, word: string) => {
    for (let at = 0; at < word.length; at++) units[start + at] = word[at]!;
  };
  for (let token = 0; token < tokens.count; token++) {
    const start = tokens.start[token]!;
    const word = text.slice(start, tokens.end[token]);
    if ((tokens.flags[token]! & NUMBER) !== 0) continue;
    if ((tokens.flags[token]! & DIGIT) === 0) {
      // A small l among capitals, and one before a consonant at the head of a word, is an I.
      if (/^(?=.*[A-Z]{2})[A-Z]*l[A-Z]*$/.test(word)) write(start, word.replace(/l/g, 'I'));
      else if (/^lns$/i.test(word)) write(start, `I${word.slice(1)}`);
      else if (/^l[bcdfghjkmnpqrstvwxz][a-z]{2,}$/.test(word)) write(start, `I${word.slice(1)}`);
      else {
        const known = dotted(word, tokens.hash[token]!, vocabulary);
        if (known !== undefined) write(start, known);
      }
    } else if (digitLike.test(word)) write(start, digitsFor(word));
    else if (worded.test(word) && /[a-z]/i.test(word))
      write(
        start,
        lettersOf(word, vocabulary) ??
          cased(
            word,
            word.replace(/[01|5]/g, (digit) => plain[digit]!),
          ),
      );
    else if (/^[\dOolI]{2,}(?:mg|mL|ml|mcg|kg|cm|mm)$/.test(word))
      write(start, digitsFor(word.replace(/[a-z]+$/i, '')) + /(?:mg|mL|ml|mcg|kg|cm|mm)$/.exec(word)![0]);
  }
  for (const { start, word } of put) write(start, word);
  return units.join('');
}

/** "Patlent": the known word that one l for an i hides. */
function dotted(word: string, hash: number, vocabulary: Vocabulary): string | undefined {
  if (word.length < 5 || !word.includes('l', 1) || wordOf(vocabulary, hash) !== 0 || nameFlags(hash) !== 0)
    return undefined;
  for (let at = word.indexOf('l', 1); at > 0; at = word.indexOf('l', at + 1)) {
    const read = `${word.slice(0, at)}i${word.slice(at + 1)}`;
    if (wordOf(vocabulary, hashOf(read.toLowerCase())) !== 0) return read;
  }
  return undefined;
}

/** Whether a short text has a word with an l for an i. */
function misread(text: string, tokens: Tokens, vocabulary: Vocabulary): boolean {
  if (tokens.count > 400) return false;
  for (let token = 0; token < tokens.count; token++)
    if (
      (tokens.flags[token]! & (DIGIT | NUMBER)) === 0 &&
      dotted(text.slice(tokens.start[token], tokens.end[token]), tokens.hash[token]!, vocabulary) !== undefined
    )
      return true;
  return false;
}

const plain: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', '|': 'l', 5: 's' };

function digitsFor(word: string): string {
  return word.replace(/[Oo]/g, '0').replace(/[lI|]/g, '1').replace(/S/g, '5').replace(/B/g, '8');
}

/** The known word that a confused one stands for: each 1 is an i or an l. */
function lettersOf(word: string, vocabulary: Vocabulary): string | undefined {
  const ones = word.split('1').length - 1;
  if (ones > 4) return undefined;
  for (let choice = 0; choice < 1 << ones; choice++) {
    let at = 0;
    const read = word.replace(/[01|5]/g, (digit) =>
      digit === '1' && ((choice >> at++) & 1) === 1 ? 'i' : plain[digit]!,
    );
    const hash = hashOf(read);
    if (wordOf(vocabulary, hash) !== 0 || nameFlags(hash) !== 0) return cased(word, read);
  }
  return undefined;
}

function cased(word: string, read: string): string {
  return word === word.toUpperCase() && /[A-Z]{2}/.test(word) ? read.toUpperCase() : read;
}
