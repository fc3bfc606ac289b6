import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { controls } from '../index.ts';

/** What a clinic that holds visits by video in Teams has to have judged: who gets in, and what stays of it. */
const needed = [
  'teams.anonymous-start-off',
  'teams.lobby-holds-outsiders',
  'teams.recordings-limited',
  'teams.outsider-control-off',
  'teams.external-access-limited',
];

it('S0-129: meetings and recordings of Teams are judged, and what each workload is for is written down', () => {
  const ids = new Set(controls.map(({ id }) => id));
  for (const id of needed) assert.ok(ids.has(id), id);
  const page = readFileSync('docs/phi-inventory.md', 'utf8');
  const table = page.slice(page.search(/^\|.*workload/im));
  for (const workload of ['Teams meetings', 'Teams chat', 'OneDrive', 'SharePoint', 'mail'])
    assert.match(table, new RegExp(workload, 'i'));
});
