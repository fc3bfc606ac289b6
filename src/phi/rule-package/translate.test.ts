import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { translate } from './translate.ts';
import { Untranslatable } from './untranslatable.ts';

/** Pattern, texts that match wholly, texts in which nothing matches. */
const cases: Readonly<Record<string, readonly [string, readonly string[], readonly string[]]>> = {
  'digits and dashes': [String.raw`\d{3}-\d{2}`, ['123-45'], ['12-345']],
  'POSIX classes': ['[[:alpha:]]{2}[[:digit:]]{3}', ['LM204'], ['L2204']],
  'a negated set with a class': ['[^[:space:]]{3}', ['a-b'], ['a b']],
  'a set that begins with its end': ['[]a]{2}', ['a]'], ['ab']],
  'a dash at the end of a set': ['[a-]{2}', ['a-'], ['ab']],
  'word starts and ends': [String.raw`\<MRN\>`, ['MRN'], ['XMRN', 'MRNX']],
  'flags for the whole': ['(?i)mrn', ['MRN', 'mrn'], ['mr']],
  'flags for a group': ['(?i:mrn)-a', ['MRN-a'], ['MRN-A']],
  'flags for the branches of a group': ['x-(?i:ab|(c)|d)', ['x-AB', 'x-C', 'x-d'], ['X-ab']],
  'flags that end within': ['(?i)a(?-i:b|c)', ['Ab', 'ac'], ['AB', 'aC']],
  'flags for every branch': ['(?i)ab|cd', ['AB', 'CD'], ['ac']],
  'case counts without flags': ['mrn', ['mrn'], ['MRN']],
  'a quoted part': [String.raw`\Qa.b\E\d`, ['a.b1'], ['axb1']],
  'hexadecimal characters': [String.raw`\x41\x{42}`, ['AB'], ['ab']],
  'a property': [String.raw`\p{Lu}\pL`, ['Éa'], ['éa']],
  'a Boost class as a property': [String.raw`\p{digit}{2}`, ['12'], ['1a']],
  'braces that repeat nothing': ['a{x}', ['a{x}'], ['ax']],
  'a closing bracket alone': ['a]', ['a]'], ['a']],
  'a named group and its reference': [String.raw`(?P<d>\d)-\k<d>`, ['1-1'], ['1-2']],
  'a reference before a digit': [String.raw`(\d)\g{1}0`, ['110'], ['120']],
  'fixed lookbehind': [String.raw`(?<!\d)\d{2}(?!\d)`, ['12'], ['123']],
  'a remark': ['a(?#not b)c', ['ac'], ['abc']],
  'a dot takes line ends, as in Boost': ['a.b', ['a\nb'], ['ab']],
  'spaces across a line': [String.raw`a\h+b`, ['a \tb'], ['a\nb']],
  'any line end': [String.raw`a\Rb`, ['a\r\nb', 'a\nb'], ['a b']],
  'a lazy repeat': [String.raw`"[^"]{1,9}?"`, ['"ab"'], ['""']],
  'an escaped dash and slash': [String.raw`a\-\/b`, ['a-/b'], ['ab']],
};

const refused: Readonly<Record<string, readonly [string, RegExp]>> = {
  'atomic group': ['(?>a)', /atomic/],
  possessive: ['a++', /possessive/],
  recursion: ['(a(?R)?)', /call themselves/],
  condition: ['(a)(?(1)b|c)', /conditions/],
  'branch reset': ['(?|(a)|(b))', /share their numbers/],
  'flags in the middle': ['a(?i)b', /flags stand/],
  'extended flag': ['(?x)a b', /flags stand/],
  collation: ['[[.hyphen.]]', /collation/],
  'unknown class': ['[[:vowel:]]', /class/],
  'unknown property': [String.raw`\p{Nonsense}`, /class of characters/],
  'reset of the start': [String.raw`a\Kb`, /\\K/],
  'an open group': ['(a', /not closed/],
  'a group too much': ['a)', /never opened/],
  'an open set': ['[a', /not closed/],
  'a repeat of nothing': ['*a', /nothing/],
  'a repeat of a repeat': ['a{2}{3}{4}*', /nothing|well-formed/],
  'ends in an escape': ['a\\', /within an escape/],
  'upside down': ['a{3,2}', /below/],
  'a range upside down': ['[z-a]', /well-formed/],
};

describe('Boost patterns in JavaScript', () => {
  for (const [name, [pattern, matching, other]] of Object.entries(cases)) {
    it(name, () => {
      const { source, flags } = translate(pattern);
      const expression = new RegExp(source, flags);
      for (const text of matching) assert.equal(expression.exec(text)?.[0], text, `${text} by ${source}`);
      for (const text of other) assert.equal(expression.exec(text), null, `${text} by ${source}`);
    });
  }
  for (const [name, [pattern, reason]] of Object.entries(refused)) {
    it(`refuses: ${name}`, () =>
      assert.throws(
        () => translate(pattern),
        (error) => error instanceof Untranslatable && reason.test(error.message),
      ));
  }

  it('refuses groups nested beyond reason', () => {
    assert.throws(() => translate(`${'('.repeat(50_000)}a${')'.repeat(50_000)}`), Untranslatable);
  });

  it('knows what every match must hold', () => {
    const gate = (pattern: string) => {
      const { needsDigit, literals } = translate(pattern);
      return [needsDigit, literals];
    };
    assert.deepEqual(gate(String.raw`\bLM-\d{6}\b`), [true, ['lm-']]);
    assert.deepEqual(gate(String.raw`MRN|PatientId`), [false, ['mrn', 'patientid']]);
    assert.deepEqual(gate(String.raw`(?:MRN)?\d*`), [false, undefined]);
    assert.deepEqual(gate(String.raw`(?!\d)[A-Z]{3}`), [false, undefined]);
    assert.deepEqual(gate(String.raw`\d|[a-z]`), [false, undefined]);
  });
});
