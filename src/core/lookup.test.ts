import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findBy } from './lookup.ts';

describe('findBy', () => {
  const users = [
    { id: 'A1', name: 'Ruth' },
    { id: 'a1', name: 'second of the same id' },
    { id: null, name: 'without an id' },
    { id: 'b2', name: 'Omar' },
  ];

  it('finds without regard to case, the first where there are several', () => {
    assert.equal(findBy(users, 'id', 'a1'), users[0]);
    assert.equal(findBy(users, 'id', 'B2'), users[3]);
    assert.equal(findBy(users, 'name', 'OMAR'), users[3]);
  });
  it('finds nothing for nothing', () => {
    for (const value of ['', null, undefined, 'c3', 'null']) assert.equal(findBy(users, 'id', value), undefined);
  });
  it('looks in the list that it is given', () => {
    assert.equal(findBy([{ id: 'a1', name: 'another list' }], 'id', 'A1')?.name, 'another list');
  });
});
