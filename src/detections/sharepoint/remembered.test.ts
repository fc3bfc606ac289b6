import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileRecord } from '../../../test/audit-records.ts';
import { eventsOf } from '../../../test/detection.ts';
import { perEvent, perText } from './remembered.ts';

describe('answers that are remembered', () => {
  it('hold for one event of one run, and not for another run on the same event', () => {
    let asked = 0;
    const question = perEvent((event, context: { isApprovedApp(id: string | undefined): boolean }) => {
      asked += 1;
      return `${event.operation} ${context.isApprovedApp(undefined)}`;
    }, 'isApprovedApp');
    const [one, two] = eventsOf([fileRecord('FileDownloaded'), fileRecord('FileDeleted', { at: 1 })]);
    const no = { isApprovedApp: () => false };
    const yes = { isApprovedApp: () => true };
    assert.equal(question(one!, no), 'FileDownloaded false');
    assert.equal(question(one!, { ...no }), 'FileDownloaded false');
    assert.equal(asked, 1);
    assert.equal(question(one!, yes), 'FileDownloaded true');
    assert.equal(question(two!, yes), 'FileDeleted true');
    assert.equal(asked, 3);
  });

  it('of texts stay right when there are too many to keep', () => {
    const length = perText((text) => text.length);
    for (let round = 0; round < 2; round += 1)
      for (let size = 0; size < 5_000; size += 1)
        assert.equal(length('x'.repeat(size % 60) + size), (size % 60) + String(size).length);
  });
});
