import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openApi } from '../../src/api/open-api.ts';
import { allRoutes } from '../../src/server/routes/index.ts';
import { daysShown } from '../../src/web/pages/calendar/month.ts';
import { curlOf, operationsIn } from '../../src/web/pages/api/operations.ts';
import { exampleOf, schemaRows, typeWords } from '../../src/web/pages/api/schema-rows.ts';

const endpoints = allRoutes('0.0.0').map(({ endpoint }) => endpoint);
const operations = operationsIn(openApi(endpoints, '0.0.0'));

describe('the API reference page', () => {
  it('has every call of the server, by noun, each with its permission and an example', () => {
    assert.deepEqual(operations.map(({ id }) => id).toSorted(), endpoints.map(({ id }) => id).toSorted());
    for (const operation of operations) {
      assert.ok(operation.summary.length > 5 && operation.access.length > 0, operation.id);
      const line = curlOf(operation, 'https://wardline.example.com');
      assert.match(line, /^curl .*"https:\/\/wardline\.example\.com\/api\/v1\//);
      assert.doesNotMatch(line, /undefined|\{tenant\}/, operation.id);
      assert.equal(line.includes('Authorization'), operation.access !== 'public', operation.id);
    }
  });

  it('an example body is one that the contract takes in shape: its needed fields are there', () => {
    const save = operations.find(({ id }) => id === 'organization.save')!;
    assert.deepEqual(Object.keys(exampleOf(save.body!) as object), ['text', 'revision', 'reason']);
  });

  it('says fields, what they are, and what lies in them', () => {
    const decide = operations.find(({ id }) => id === 'reviews.decide')!;
    const rows = schemaRows(decide.body!);
    assert.deepEqual(
      rows.map(({ name, type, required }) => [name, type, required]),
      [
        ['items', 'list of text', true],
        ['decision', '"expected" or "follow-up"', true],
        ['note', 'text', false],
      ],
    );
    const alerts = operations.find(({ id }) => id === 'due.calendar')!;
    const names = new Set(schemaRows(alerts.answer!).map(({ name }) => name));
    for (const name of ['items', 'items[].title', 'items[].done.by']) assert.ok(names.has(name), name);
  });

  it('ends with a schema that holds itself', () => {
    const deep: Parameters<typeof schemaRows>[0] = { type: 'object', properties: {} };
    deep.properties!['again'] = deep;
    assert.ok(schemaRows(deep).length < 20);
    assert.equal(typeWords({ anyOf: [{ type: 'string' }, { type: 'null' }] }), 'text or null');
  });
});

describe('the month of the calendar page', () => {
  const cases: [string, string, string, number][] = [
    ['2026-11', '2026-10-26', '2026-12-06', 42],
    ['2027-02', '2027-02-01', '2027-02-28', 28],
    ['2026-12', '2026-11-30', '2027-01-03', 35],
  ];
  for (const [month, first, last, days] of cases)
    it(`${month} begins on a Monday and ends on a Sunday`, () => {
      const shown = daysShown(month);
      assert.deepEqual([shown[0], shown.at(-1), shown.length], [first, last, days]);
    });
});
