import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Part } from '../core/document.ts';
import { locator } from './scan-place.ts';

const cases: readonly (readonly [what: string, part: Part, word: string, place: string])[] = [
  ['a line of text', { place: '', text: 'a\nb\r\nc\rd', by: 'line' }, 'd', 'line 4'],
  [
    'a line within an attachment',
    { place: 'attachment a.txt', text: 'a\nb', by: 'line' },
    'b',
    'attachment a.txt, line 2',
  ],
  ['a page', { place: 'page 3', text: 'some words' }, 'words', 'page 3'],
  ['a cell', { place: 'sheet Schedule', text: 'a\t\tx', by: 'cell', row: 4 }, 'x', 'sheet Schedule!C4'],
  ['a cell far to the right', { place: 'sheet S', text: 'a\tx', by: 'cell', row: 9, column: 26 }, 'x', 'sheet S!AB9'],
  ['a field of HL7', { place: '', text: 'MSH|^~\\&|LAB\rPID|1||44', by: 'hl7' }, '44', 'segment 2 PID-3'],
  ['a field of the header of HL7', { place: '', text: 'MSH|^~\\&|LAB\rPID|1', by: 'hl7' }, 'LAB', 'segment 1 MSH-3'],
  ['a member of JSON', { place: '', text: '{\n"name": [{"family": "Marin"}]}', by: 'json' }, 'Marin', 'line 2 family'],
  ['a member of JSON in a list', { place: '', text: '{"given": ["Rosa", "Ann"]}', by: 'json' }, 'Ann', 'line 1 given'],
  ['an element of XML', { place: '', text: '<a>\n<n:given>Rosa</n:given>', by: 'xml' }, 'Rosa', 'line 2 given'],
  [
    'an attribute of XML',
    { place: '', text: '<birthTime value="1985"/>', by: 'xml' },
    '1985',
    'line 1 birthTime/@value',
  ],
];

for (const [what, part, word, place] of cases) {
  it(`S0-59: the place of ${what} is "${place}"`, () => {
    assert.equal(locator([part])(part.text.indexOf(word)), place);
    // Behind another part everything lies further on.
    assert.equal(locator([{ place: 'x', text: 'first' }, part])(6 + part.text.indexOf(word)), place);
  });
}

it('S0-59: an X12 element is named by its segment', () => {
  const header = `ISA*00*          *00*          *ZZ*S              *ZZ*R              *261120*1200*^*00501*000000001*0*P*:~`;
  const text = `${header}ST*837~NM1*IL*1*DELGADO~`;
  assert.equal(locator([{ place: '', text, by: 'x12' }])(text.indexOf('DELGADO')), 'segment 3 NM103');
});

it('S0-59: a million places cost one reading of the text', () => {
  const text = 'word\n'.repeat(1_000_000);
  const locate = locator([{ place: '', text, by: 'line' }]);
  const begun = performance.now();
  for (let at = 0; at < text.length; at += 5) locate(at);
  assert.ok(performance.now() - begun < 5_000);
});
