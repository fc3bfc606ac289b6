import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { proposals, proposalsFor, provision, provisions } from './index.ts';
import { proposalStatus, proposed2025 } from './proposed-2025.ts';

describe('the proposal of 2025', () => {
  it('never appears unless it is asked for', () => {
    assert.deepEqual(proposals(), []);
    assert.deepEqual(proposalsFor('164.312(d)'), []);
    const law = JSON.stringify(provisions);
    for (const { id, title, meaning } of proposed2025) {
      assert.ok(!law.includes(`"${id}"`) && !law.includes(`"${title}"`) && !law.includes(meaning), id);
    }
    assert.ok(!law.includes('"proposed"'));
    assert.equal(provision('164.312(a)(2)(iv)')?.designation, 'addressable');
  });

  it('appears with its badge when it is asked for', () => {
    assert.equal(proposals('proposed-2025').length, proposed2025.length);
    const [mfa] = proposalsFor('45 CFR 164.312(d)', 'proposed-2025');
    assert.equal(mfa?.badge, 'proposed');
    assert.equal(mfa?.id, 'mfa');
    assert.deepEqual(
      proposalsFor('164.308(a)(8)', 'proposed-2025').map((entry) => entry.id),
      ['scans-and-tests', 'compliance-audit'],
    );
    assert.deepEqual(proposalsFor('nonsense', 'proposed-2025'), []);
  });

  it('points at provisions that exist, with source, date and confidence', () => {
    assert.equal(new Set(proposed2025.map((entry) => entry.id)).size, proposed2025.length);
    for (const entry of proposed2025) {
      assert.ok(entry.changes.length > 0);
      for (const citation of entry.changes) assert.equal(provision(citation)?.citation, citation, entry.id);
      assert.ok(entry.source.url.startsWith('https://www.federalregister.gov/'));
      assert.equal(entry.recordedOn, '2026-11-21');
      assert.equal(entry.lastChecked === undefined, entry.confidence !== 'high', entry.id);
    }
  });

  it('says that it is no law and when that was last seen', () => {
    assert.equal(proposalStatus.status, 'proposed');
    assert.equal(proposalStatus.statusLastSeen, '2026-06');
    assert.equal(proposalStatus.daysToComply.effect + proposalStatus.daysToComply.comply, 240);
    assert.equal(proposalStatus.daysToComply.total, 240);
  });
});
