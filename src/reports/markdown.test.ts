import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostileTexts } from '../../test/assessments.ts';
import { markdownTable, markdownText } from './markdown.ts';

describe('markdownText', () => {
  for (const [given, wanted] of [
    ['a | b', 'a \\| b'],
    ['**bold** _it_', '\\*\\*bold\\*\\* \\_it\\_'],
    ['<b onclick=x>', '\\<b onclick=x\\>'],
    ['[x](http://192.0.2.1)', '\\[x\\](http://192.0.2.1)'],
    ['one\r\ntwo', 'one two'],
    ['`code`', '\\`code\\`'],
    ['back\\slash', 'back\\\\slash'],
    ['164.312(a)(2)(iii)', '164.312(a)(2)(iii)'],
  ] as const)
    it(JSON.stringify(given), () => assert.equal(markdownText(given), wanted));
});

describe('markdownTable', () => {
  for (const [name, text] of Object.entries(hostileTexts))
    it(`${name} stays in its cell`, () => {
      const [head, rule, row, rest] = markdownTable(['a', 'b'], [[text, 'after']]).split('\n');
      assert.deepEqual([head, rule, rest], ['| a | b |', '| --- | --- |', '']);
      assert.equal(row!.split(/(?<!\\)\|/).length, 4, row);
      assert.doesNotMatch(row!, /(?<!\\)[<`*]/);
    });
});
