import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { partnerTlsForced } from './partner-tls-forced.ts';

const out = (recipientDomains: string[], more: object = {}) => ({
  name: `to ${recipientDomains[0]}`,
  enabled: true,
  connectorType: 'Partner',
  recipientDomains,
  tlsSettings: 'CertificateValidation',
  ...more,
});
const into = (senderDomains: string[], more: object = {}) => ({
  name: `from ${senderDomains[0]}`,
  enabled: true,
  connectorType: 'Partner',
  senderDomains,
  requireTls: true,
  restrictDomainsToCertificate: true,
  tlsSenderCertificateName: 'mail.lab.example.com',
  ...more,
});
const lab = { domain: 'lab.example.com', tls: true };
const clinic = (
  outboundConnectors: unknown,
  inboundConnectors: unknown,
  partners: { domain: string; tls: boolean }[] = [lab],
) => tenant({ outboundConnectors, inboundConnectors }, { organization: { partners } });
const inboundForm = ['smtp:lab.example.com;1'];

testControl(partnerTlsForced, {
  pass: {
    'S3-42: both ways, certificate checked': [
      clinic([out(['lab.example.com'])], [into(inboundForm)]),
      { resources: ['Mail to lab.example.com', 'Mail from lab.example.com'] },
    ],
    'DomainValidation with a domain, and a restriction by address': clinic(
      [out(['LAB.example.com'], { tlsSettings: 'DomainValidation', tlsDomain: '*.lab.example.com' })],
      [
        into(inboundForm, {
          restrictDomainsToCertificate: false,
          restrictDomainsToIPAddresses: true,
          senderIPAddresses: ['192.0.2.10'],
        }),
      ],
    ),
    'a pattern covers the domains below it': clinic([out(['*.example.com'])], [into(['smtp:*.example.com;1'])]),
    'the names beside the switches were not collected': clinic(
      [out(['lab.example.com'], { tlsSettings: 'DomainValidation' })],
      [
        {
          name: 'from the lab',
          connectorType: 'Partner',
          senderDomains: inboundForm,
          requireTls: true,
          restrictDomainsToCertificate: true,
        },
      ],
    ),
    'a connector for every domain': clinic(out(['*']), into(['smtp:*;1'])),
  },
  partial: {
    'encrypted, but any certificate will do': [
      clinic([out(['lab.example.com'], { tlsSettings: 'EncryptionOnly' })], [into(inboundForm)]),
      { resources: ['Mail to lab.example.com'] },
    ],
    'S3-46: incoming TLS without a certificate or address': [
      clinic([out(['lab.example.com'])], [into(inboundForm, { restrictDomainsToCertificate: false })]),
      { resources: ['Mail from lab.example.com'] },
    ],
    'DomainValidation without a domain': clinic(
      [out(['lab.example.com'], { tlsSettings: 'DomainValidation', tlsDomain: null })],
      [into(inboundForm)],
    ),
  },
  fail: {
    'no connector at all': [
      clinic([null], [null]),
      {
        resources: ['Mail to lab.example.com', 'Mail from lab.example.com'],
        wouldPassIf: /mail to lab.example.com and mail from/,
      },
    ],
    'no outgoing connector: one can be made': [
      clinic([], [into(inboundForm)]),
      { resources: ['Mail to lab.example.com'] },
    ],
    'only one of two partners': [
      clinic([out(['lab.example.com'])], [into(inboundForm)], [lab, { domain: 'billing.example.net', tls: true }]),
      { resources: ['Mail to billing.example.net', 'Mail from billing.example.net'] },
    ],
    'the connector is off': clinic([out(['lab.example.com'], { enabled: false })], [into(inboundForm)]),
    'the connector is in test mode': clinic([out(['lab.example.com'], { testMode: true })], [into(inboundForm)]),
    'the connector works only for mail that a rule sends there': clinic(
      [out(['lab.example.com'], { isTransportRuleScoped: true })],
      [into(inboundForm)],
    ),
    'TLS only when the other side likes': clinic(
      [out(['lab.example.com'], { tlsSettings: null })],
      [into(inboundForm)],
    ),
    'a pattern does not cover the domain itself': clinic([out(['*.lab.example.com'])], [into(inboundForm)]),
    'an on-premises connector is no partner': clinic(
      [out(['lab.example.com'])],
      [into(inboundForm, { connectorType: 'OnPremises' })],
    ),
  },
  'not-applicable': { 'no declared partner needs it': clinic([], [], [{ domain: 'lab.example.com', tls: false }]) },
  unknown: { 'nobody has declared a partner': [clinic([], [], []), { wouldPassIf: /declare your partners/ }] },
});
