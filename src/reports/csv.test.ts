import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { csvTable } from './csv.ts';

/** A reader after RFC 4180, so that what a spreadsheet would see is compared and not our own quoting. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  for (let match = pattern.exec(text); match && match.index < text.length; match = pattern.exec(text)) {
    rows.at(-1)!.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('csvTable', () => {
  it('ends every line with CRLF', () => assert.equal(csvTable(['a', 'b'], [['c', 1]]), 'a,b\r\nc,1\r\n'));

  for (const text of ['plain', 'a,b', 'say "no"', 'two\nlines', 'two\r\nlines', '', ' spaces ', 'é🏥', '"', ',"\r\n,'])
    it(`keeps ${JSON.stringify(text)} and the cell after it`, () =>
      assert.deepEqual(parsed(csvTable(['t', 'n'], [[text, 'after']])), [
        ['t', 'n'],
        [text, 'after'],
      ]));

  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n=', '＝', '＋', '－', '＠'])
    it(`a cell that starts with ${JSON.stringify(start)} is no formula`, () => {
      const [, row] = parsed(csvTable(['t'], [[`${start}cmd|' /C calc'!A0`]]));
      assert.deepEqual(row, [`'${start}cmd|' /C calc'!A0`]);
    });

  it('leaves our own numbers alone', () => assert.equal(csvTable(['n'], [[-1]]), 'n\r\n-1\r\n'));
  it('a title is treated like a cell', () => assert.equal(csvTable(['=A1'], []), "'=A1\r\n"));
});
