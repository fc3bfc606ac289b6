import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tenant } from '../../../../test/tenant.ts';
import { partnerTlsForced } from '../../../controls/exchange/partner-tls-forced.ts';
import type { Exception } from '../../../core/organization.ts';
import { assess } from '../../../engine/assess.ts';

const exception: Exception = {
  control: 'exchange.partner-tls-forced',
  resources: ['Mail from lab.example.com', 'Mail to lab.example.com'],
  reason: 'The lab replaces its mail server in December.',
  compensating: 'Results are sent as encrypted messages.',
  approver: 'E. Marsh',
  until: '2026-12-31',
};

it('S3-46: an exception for a partner holds through its last day; afterwards it is a finding again', () => {
  const { snapshot, organization } = tenant(
    { outboundConnectors: [], inboundConnectors: [] },
    { organization: { partners: [{ domain: 'lab.example.com', tls: true }] } },
  );
  const outcome = (at: string) =>
    assess(snapshot, {
      controls: [partnerTlsForced],
      organization: { ...organization, exceptions: [exception] },
      baseline: { id: 'clinic', title: 'Clinic', summary: '', parameters: {} },
      at,
      version: '0.0.0',
    }).results[0]!;
  assert.equal(outcome('2026-12-31T23:00:00Z').outcome, 'excepted');
  const after = outcome('2027-01-01T00:00:00Z');
  assert.equal(after.outcome, 'fail');
  assert.match(after.why, /The exception approved by E\. Marsh ended on 2026-12-31\./);
});
