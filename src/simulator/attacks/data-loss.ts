import { atDesk } from '../life/company.ts';
import { minute } from '../records/pen.ts';
import { dlpMailMatch, endpointUpload, labelChanged } from '../records/purview.ts';
import type { Attack } from './attack.ts';

export const dlpOverride: Attack = {
  name: 'dlp-override',
  title: 'A person overrides a DLP policy and sends patient data to a company without agreement',
  expected: { alerts: ['purview.dlp-override'], atMost: 1, never: ['exchange.phi-mailed-to-private-account'] },
  script: ({ victim, start, pen }) => [
    dlpMailMatch(pen, start, victim.user, ['desk@supplier.example.net'], { justification: 'They need it today' }),
  ],
};

export const phiToOwnMail: Attack = {
  name: 'phi-to-own-mail',
  title: 'A person mails patient data to the own private account',
  expected: {
    alerts: ['exchange.phi-mailed-to-private-account'],
    atMost: 1,
    never: ['purview.dlp-override', 'exchange.mail-to-private-account'],
  },
  script: ({ victim, start, pen }) => [
    dlpMailMatch(pen, start, victim.user, [`${victim.user.split('@')[0]!}@gmail.com`]),
  ],
};

export const consumerCloud: Attack = {
  name: 'consumer-cloud',
  title: 'A file with patient data is uploaded to a private OneDrive',
  expected: {
    alerts: ['purview.phi-to-private-storage'],
    atMost: 1,
    never: ['sharepoint.consumer-onedrive-used'],
  },
  script: ({ victim, start, pen }) => [endpointUpload(pen, start, atDesk(victim, 2), 'onedrive.live.com', true)],
};

export const consumerCloudUnmatched: Attack = {
  name: 'consumer-cloud-unmatched',
  title: 'A work file that no DLP rule knows is uploaded to a private OneDrive',
  expected: {
    alerts: ['sharepoint.consumer-onedrive-used'],
    atMost: 1,
    never: ['purview.phi-to-private-storage'],
  },
  script: ({ victim, start, pen }) => [endpointUpload(pen, start, atDesk(victim, 2), 'onedrive.live.com', false)],
};

export const labelDowngrade: Attack = {
  name: 'label-downgrade',
  title: 'A person lowers the PHI labels of five documents to public',
  expected: {
    alerts: ['purview.phi-label-lowered', 'purview.labels-lowered'],
    atMost: 2,
    never: ['purview.label-policy-weakened'],
  },
  declares: () => 'phi.labels: [phi-label], watch.labelRanks: [public-label, phi-label]',
  script: ({ company, victim, start, pen }) =>
    Array.from({ length: 5 }, (_, index) =>
      labelChanged(
        pen,
        start + index * 3 * minute,
        atDesk(victim, 4),
        { site: company.phiSite, name: `summary-${index}.docx` },
        { old: 'phi-label', now: 'public-label' },
      ),
    ),
};
