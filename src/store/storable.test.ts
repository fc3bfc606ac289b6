import assert from 'node:assert/strict';
import { it } from 'node:test';
import { storableJson, storableText } from './storable.ts';

it('text keeps all but what PostgreSQL cannot hold', () => {
  assert.equal(storableText('Ärztin 👩‍⚕️ "x" \\ \n'), 'Ärztin 👩‍⚕️ "x" \\ \n');
  assert.equal(storableText('a\0b\ud800c'), 'a\ufffdb\ufffdc');
});

it('JSON is cleaned in depth, keys included', () => {
  assert.equal(
    storableJson({ 'a\0': ['b\0', { c: 1, d: null, e: true }] }),
    '{"a\ufffd":["b\ufffd",{"c":1,"d":null,"e":true}]}',
  );
});
