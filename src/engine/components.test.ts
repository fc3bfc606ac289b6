import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textOf } from '../core/document.ts';
import { componentsOf } from './components.ts';

const message = {
  kind: 'eml',
  parts: [
    { place: 'headers', text: 'From: a@example.com\nTo: b@example.org\nSubject: Chart' },
    { place: 'body', text: 'See below.' },
    { place: 'attachment Rosa.zip > notes.txt', text: 'first' },
    { place: 'attachment Rosa.zip > scan.pdf > page 1', text: 'second' },
    { place: 'attachment b.txt', text: 'third' },
  ],
  gaps: [{ place: 'attachment c.bin', reason: 'unsupported' as const, detail: '' }],
  warnings: [],
};

describe('the items that Purview judges on their own', () => {
  it('the body with its subject, and each attachment; no name of an attachment is a place', () => {
    assert.deepEqual(
      componentsOf(message).map(({ place, name, text, gaps }) => [place, name, text, gaps.length]),
      [
        ['', '', 'Chart\nSee below.', 0],
        ['attachment 1', 'Rosa.zip', 'first\nsecond', 0],
        ['attachment 2', 'b.txt', 'third', 0],
        ['attachment 3', 'c.bin', '', 1],
      ],
    );
  });
  it('offsets lead back into the text of the whole document', () => {
    const whole = textOf(message);
    for (const { text, at } of componentsOf(message)) {
      for (const word of ['Chart', 'below', 'second', 'third']) {
        const found = text.indexOf(word);
        if (found >= 0) assert.equal(whole.slice(at(found), at(found) + word.length), word);
      }
    }
  });
  it('a file is one item with all its parts', () => {
    const file = { ...message, kind: 'docx', gaps: [] };
    assert.deepEqual(
      componentsOf(file).map(({ place, text }) => [place, text]),
      [['', textOf(file)]],
    );
  });
});
