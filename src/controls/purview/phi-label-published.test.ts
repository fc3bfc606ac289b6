import { testControl } from '../../../test/control.ts';
import { plans } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiLabelPublished } from './phi-label-published.ts';

const general = { name: 'General', displayName: 'General', guid: '3f3c1f0a-90b5-4d2e-8f6c-1d2e3f4a5b61' };
const phi = { name: 'conf-phi', displayName: 'Confidential - PHI', guid: '7d1f0d56-1c64-4b6a-9f5b-3d1f3c0f5a10' };
const restricted = { name: 'Restricted', displayName: 'Restricted', guid: '0a9d8c7b-6e5f-4a3b-8c2d-1e0f9a8b7c62' };
const policy = (more: object = {}) => ({
  name: 'Everybody',
  enabled: true,
  labels: ['General', 'conf-phi'],
  exchangeLocation: ['All'],
  ...more,
});
const declaring = (labels: string[], groups: string[] = []) => ({
  organization: { phi: { sites: [], mailboxes: [], groups, labels } },
});
const nurses = 'c2a7b6d5-4e3f-4c1b-a09f-8e7d6c5b4a93';

testControl(phiLabelPublished, {
  pass: {
    'a label whose name speaks of PHI is published to all': [
      tenant({ labels: [general, phi], labelPolicies: [policy()] }),
      { resources: ['Everybody'] },
    ],
    'the declared label, listed by its id': tenant(
      { labels: [general, restricted], labelPolicies: [policy({ labels: [general.guid, restricted.guid] })] },
      declaring(['Restricted']),
    ),
    'published to every group that handles PHI': tenant(
      {
        labels: [general, phi],
        labelPolicies: [policy({ exchangeLocation: [{ Name: 'Nurses', ImmutableIdentity: nurses }] })],
      },
      declaring([], [nurses]),
    ),
    'a sublabel stands for the declared parent': tenant(
      {
        labels: [
          general,
          restricted,
          { name: 'Restricted-PHI', guid: '55aa55aa-1111-4222-8333-444455556666', parentId: restricted.guid },
        ],
        labelPolicies: [policy({ labels: ['General', 'Restricted', 'Restricted-PHI'] })],
      },
      declaring(['Restricted']),
    ),
  },
  partial: {
    'published to some people only': [
      tenant({ labels: [general, phi], labelPolicies: [policy({ exchangeLocation: ['elena@example.com'] })] }),
      { resources: ['Everybody'] },
    ],
    'people are excepted': tenant({
      labels: [general, phi],
      labelPolicies: [policy({ exchangeLocationException: ['elena@example.com'] })],
    }),
    'it is the only label': tenant({ labels: [general, phi], labelPolicies: [policy({ labels: ['conf-phi'] })] }),
    'labels are published, none stands for PHI': [
      tenant({ labels: [general, restricted], labelPolicies: [policy({ labels: ['General', 'Restricted'] })] }),
      { wouldPassIf: /declare which label stands for PHI/ },
    ],
    'the declared label does not exist': tenant(
      { labels: [general, restricted], labelPolicies: [policy({ labels: ['General', 'Restricted'] })] },
      declaring(['Patient']),
    ),
  },
  fail: {
    'no label': [tenant({ labels: [], labelPolicies: [] }), { resources: ['Sensitivity labels'] }],
    'the label exists and nobody gets it': [
      tenant({ labels: [general, phi], labelPolicies: [policy({ labels: ['General'] })] }),
      { resources: ['Confidential - PHI'] },
    ],
    'the policy is off': tenant({ labels: [general, phi], labelPolicies: [policy({ enabled: false })] }),
    'the label is disabled': tenant({
      labels: [{ ...phi, disabled: true }],
      labelPolicies: [policy({ labels: ['conf-phi'] })],
    }),
  },
  'not-licensed': {
    'no plan for labels': tenant({ labels: [], labelPolicies: [], ...plans('EXCHANGE_S_STANDARD') }),
  },
});
