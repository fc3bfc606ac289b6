import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differencesOf } from '../../src/web/pages/drift/differences.ts';

describe('where two values of a setting differ', () => {
  const cases: [name: string, from: unknown, to: unknown, places: [string, unknown, unknown][]][] = [
    ['plain values as a whole', 'Anyone', 'Guests', [['', 'Anyone', 'Guests']]],
    ['a field of an object', { a: 1, b: 2 }, { a: 1, b: 3 }, [['b', 2, 3]]],
    ['a field that came', {}, { a: true }, [['a', undefined, true]]],
    ['a field within a list of one length', [{ end: '1', id: 'x' }], [{ end: '2', id: 'x' }], [['0.end', '1', '2']]],
    ['lists of different lengths as a whole', ['a'], ['a', 'b'], [['', ['a'], ['a', 'b']]]],
    ['nothing where they are equal', [{ a: [1] }], [{ a: [1] }], []],
  ];
  for (const [name, from, to, places] of cases)
    it(name, () =>
      assert.deepEqual(
        differencesOf(from, to).map((one) => [one.place, one.from, one.to]),
        places,
      ),
    );
});
