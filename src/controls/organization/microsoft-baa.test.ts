import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdictOn } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import type { Attestation } from '../../core/organization.ts';
import type { JudgedOutcome, Outcome } from '../../core/outcome.ts';
import { assess } from '../../engine/assess.ts';
import { microsoftBaa } from './microsoft-baa.ts';

const complete = {
  effectiveDate: '2026-01-15',
  document: 'Data Protection Addendum, January 2026',
  acceptance: 'product-terms',
};
const record = (details?: Record<string, string>, more: Partial<Attestation> = {}): Attestation => ({
  control: 'organization.microsoft-baa',
  statement: 'Microsoft binds itself as business associate.',
  by: 'Ruth Adeyemi',
  on: '2026-01-20',
  until: '2027-01-19',
  proof: 'DPA of January 2026, compliance library',
  ...(details && { details }),
  ...more,
});

/** What the control itself says, what the product then shows, and words in the reason. */
const cases: Record<string, [Attestation[], JudgedOutcome, Outcome, RegExp]> = {
  'S0-2: nothing on file is unknown, never pass or fail': [[], 'unknown', 'unknown', /no agreement .* on file/],
  'accepted by Product Terms: there is no signed paper, and none is asked for': [
    [record(complete)],
    'unknown',
    'attested',
    /Ruth Adeyemi attested/,
  ],
  'signed by somebody, other spellings of the facts': [
    [record({ 'Effective date': '2026-01-15', Document: 'Signed agreement 12-34', Signatory: 'Ruth Adeyemi' })],
    'unknown',
    'attested',
    /attested on 2026-01-20/,
  ],
  'bound to this very tenant': [
    [record({ ...complete, tenant: '00000000-0000-4000-8000-000000000001' })],
    'unknown',
    'attested',
    /attested/,
  ],
  'in force since the day the settings were read': [
    [record({ ...complete, effectiveDate: '2026-11-20' })],
    'unknown',
    'attested',
    /attested/,
  ],
  'an ended record fails and says so': [
    [record(complete, { until: '2026-11-19' })],
    'fail',
    'fail',
    /ended on 2026-11-19/,
  ],
  'of two ended records the later is named': [
    [record(complete, { until: '2025-06-30' }), record(complete, { until: '2026-06-30' })],
    'fail',
    'fail',
    /ended on 2026-06-30/,
  ],
  'the last day still counts': [[record(complete, { until: '2026-11-20' })], 'unknown', 'attested', /attested/],
  'an ended record beside a valid one': [
    [record(complete, { until: '2026-01-01', on: '2025-01-02' }), record(complete)],
    'unknown',
    'attested',
    /attested/,
  ],
  'S3-2: the agreement of another tenant': [
    [record({ ...complete, tenant: '00000000-0000-4000-8000-000000000999' })],
    'fail',
    'fail',
    /another tenant/,
  ],
  'not yet in force': [
    [record({ ...complete, effectiveDate: '2026-12-01' })],
    'fail',
    'fail',
    /not in force before 2026-12-01/,
  ],
  'S0-2: without any facts it is not proven': [
    [record()],
    'partial',
    'partial',
    /not proven.*effective date.*document.*signatory/,
  ],
  'without a document': [[record({ ...complete, document: ' ' })], 'partial', 'partial', /lacks the document/],
  'without signatory or acceptance': [
    [record({ effectiveDate: complete.effectiveDate, document: complete.document })],
    'partial',
    'partial',
    /lacks the signatory/,
  ],
  'a date that is none': [
    [record({ ...complete, effectiveDate: 'spring 2026' })],
    'partial',
    'partial',
    /effective date/,
  ],
  'the record of another control does not count': [
    [record(complete, { control: 'organization.evaluation-repeated' })],
    'unknown',
    'unknown',
    /no agreement/,
  ],
};

describe(microsoftBaa.id, () => {
  for (const [name, [attestations, own, shown, why]] of Object.entries(cases)) {
    it(`${shown}: ${name}`, () => {
      const given = tenant({}, { organization: { attestations } });
      const before = structuredClone(given.snapshot);
      const verdict = verdictOn(microsoftBaa, given);
      assert.equal(verdict.outcome, own, verdict.why);
      assert.deepEqual(given.snapshot, before, 'evaluate changed its input');
      if (own === 'fail' || own === 'partial') assert.equal(verdict.resources[0]?.id, 'microsoft-baa');
      const { results } = assess(given.snapshot, {
        controls: [microsoftBaa],
        organization: given.organization,
        baseline: { id: 'test', title: 'Test', summary: 'Each control at its default.', parameters: {} },
        at: given.snapshot.takenAt,
        version: '0.0.0',
      });
      assert.equal(results[0]!.outcome, shown);
      assert.match(results[0]!.why, why);
    });
  }
  it('asks for what it judges', () => {
    assert.match(microsoftBaa.attest!.question, /\?$/);
    assert.ok(microsoftBaa.attest!.validDays > 0);
  });
});
