import type { InheritedSafeguard } from '../core/configuration.ts';

const docs = 'https://learn.microsoft.com';

/**
 * Encryption that Microsoft 365 brings along. Nobody can read it from a tenant: an auditor gets Microsoft's statement,
 * and the reports of independent auditors from the Service Trust Portal, which takes a sign-in.
 * Pages beside the one on OneDrive and SharePoint are recalled and were not opened when this was written.
 */
export const inheritedSafeguards: readonly InheritedSafeguard[] = [
  {
    id: 'at-rest-volumes',
    title: 'Disks in the data centers are encrypted',
    citations: ['164.312(a)(2)(iv)'],
    says: 'BitLocker with AES 256-bit keys encrypts the disks that hold mailboxes, files and chats.',
    evidence: [
      `${docs}/purview/office-365-bitlocker-and-distributed-key-manager-for-encryption`,
      `${docs}/purview/encryption`,
    ],
    yours:
      'It protects against stolen disks. It does not stop anyone who may sign in: that is what access settings are for.',
  },
  {
    id: 'at-rest-files',
    title: 'Each file in SharePoint and OneDrive is encrypted by itself',
    citations: ['164.312(a)(2)(iv)'],
    says: 'Beside the disks, each part of each file is encrypted with AES 256-bit keys of its own, and updates with new ones.',
    evidence: [`${docs}/purview/data-encryption-in-odb-and-spo`],
    yours: 'Copies that leave SharePoint are not covered. Sensitivity labels with encryption travel with the file.',
  },
  {
    id: 'in-transit-clients',
    title: 'Connections between people and the service are encrypted',
    citations: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
    says: 'Clients reach the services by TLS 1.2 or newer; older versions are refused.',
    evidence: [`${docs}/purview/encryption`, `${docs}/purview/data-encryption-in-odb-and-spo`],
    yours: 'Nothing has to be set. Devices that cannot do TLS 1.2 cannot connect.',
  },
  {
    id: 'in-transit-mail',
    title: 'Mail travels encrypted wherever the other side can',
    citations: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
    says: 'Exchange Online uses TLS between its own servers always, and with others whenever they offer it.',
    evidence: [`${docs}/purview/exchange-online-uses-tls-to-secure-email-connections`],
    yours:
      'A partner without TLS gets the mail in the open unless a connector or message encryption demands otherwise.',
  },
  {
    id: 'in-transit-meetings',
    title: 'Teams calls and meetings are encrypted',
    citations: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
    says: 'Signals travel by TLS, sound and picture by SRTP.',
    evidence: [`${docs}/microsoftteams/teams-security-guide`],
    yours: 'Calls that go on into the telephone network are not encrypted there.',
  },
  {
    id: 'service-reports',
    title: 'Independent auditors examine the service',
    citations: ['164.308(b)(1)', '164.314(a)(1)'],
    says: 'Reports of independent auditors and the business associate agreement are offered to customers.',
    evidence: ['https://servicetrust.microsoft.com', `${docs}/compliance/regulatory/offering-hipaa-hitech`],
    yours: 'Download the reports of the year and keep them with the evidence. They do not make your settings right.',
  },
];
