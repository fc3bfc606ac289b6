import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Tokens, hashOf, tokenize } from './tokens.ts';

function wordsOf(text: string, tokens: Tokens): string[] {
  return Array.from({ length: tokens.count }, (_, token) => text.slice(tokens.start[token], tokens.end[token]));
}

const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'plain words and numbers': ['Take 2 of 500mg daily.', ['Take', '2', 'of', '500mg', 'daily']],
  'an inner apostrophe': ["O'Brien and O\u2019Neil", ["O'Brien", 'and', 'O\u2019Neil']],
  'a possessive ending': ["Smith's chart, the boys' room", ['Smith', 'chart', 'the', 'boys', 'room']],
  'an apostrophe at the end': ["it's o'", ['it', 'o']],
  'an apostrophe behind a digit': ["5'b 5'11", ['5', 'b', '5', '11']],
  accents: ['Jos\u00e9 Nu\u00f1ez', ['Jos\u00e9', 'Nu\u00f1ez']],
  'signs above ASCII': ['a \u2013 b \u2019 c\ufffdd', ['a', 'b', 'c', 'd']],
  'two units of one character, and half of one': ['x\u{1f600}y z\ud800', ['x\u{1f600}y', 'z\ud800']],
  nothing: ['', []],
};

describe('S0-16: a text is cut into words', () => {
  for (const [name, [text, words]] of Object.entries(cases))
    it(name, () => {
      assert.deepEqual(wordsOf(text, tokenize(text)), words);
    });

  it('more words than room was made for', () => {
    const text = 'a 1 '.repeat(500);
    const tokens = tokenize(text);
    assert.equal(tokens.count, 1000);
    assert.equal(tokens.numbers.length, 500);
    assert.equal(tokens.hash[998], hashOf('a'));
    assert.equal(tokens.hash[999], hashOf('1'));
  });

  it('a text longer than the kept memory', () => {
    const text = `${'word '.repeat(60_000)}Ruiz`;
    const tokens = tokenize(text);
    assert.equal(tokens.count, 60_001);
    assert.deepEqual(tokens.capitals, [60_000]);
  });

  it('tokens filled anew hold nothing of the text before', () => {
    const first = tokenize('Ana Ruiz, 4081123, ana@example.com, https://example.com, fe80::1');
    const text = 'no name here';
    const again = tokenize(text, first);
    assert.deepEqual(wordsOf(text, again), ['no', 'name', 'here']);
    assert.deepEqual([again.numbers, again.capitals, again.ats, again.schemes, again.colons], [[], [], [], [], []]);
  });
});
