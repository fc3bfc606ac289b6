import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quoted } from './powershell.ts';

describe('a text as a PowerShell literal', () => {
  for (const [name, text, wanted] of [
    ['a plain name', 'Default', "'Default'"],
    ['an apostrophe is doubled', "O'Neil", "'O''Neil'"],
    [
      'typographic quotes end a literal too',
      '\u2018a\u2019 \u201ab\u201b',
      "'\u2018\u2018a\u2019\u2019 \u201a\u201ab\u201b\u201b'",
    ],
    ['nothing is expanded in single quotes', '$(Remove-Item x) `n', "'$(Remove-Item x) `n'"],
    ['a line break cannot start a command', 'a\r\nRemove-Item x\u0000', "'a Remove-Item x '"],
    ['absent', undefined, "''"],
  ] as const)
    it(name, () => assert.equal(quoted(text), wanted));
});
