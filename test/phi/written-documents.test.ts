import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from '../../src/phi/inspect.ts';
import { writtenDocuments } from './written-documents.ts';

describe('S0-16, S0-56, S0-57: documents as they are written', () => {
  for (const [name, labelled, text] of writtenDocuments) {
    it(`${name} is ${labelled}`, () => {
      const { judgement } = inspect(text);
      assert.equal(judgement.class, labelled, judgement.why);
    });
  }
});
