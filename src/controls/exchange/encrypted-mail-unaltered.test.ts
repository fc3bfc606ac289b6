import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { encryptedMailUnaltered } from './encrypted-mail-unaltered.ts';

const rule = (name: string, priority: number, more: object = {}) => ({
  guid: `guid-${name}`,
  name,
  priority,
  state: 'Enabled',
  mode: 'Enforce',
  applyRightsProtectionTemplate: null,
  applyHtmlDisclaimerText: null,
  applyHtmlDisclaimerLocation: null,
  ...more,
});
const encrypting = (priority: number, more: object = {}) =>
  rule('Encrypt PHI', priority, {
    sentToScope: 'NotInOrganization',
    applyRightsProtectionTemplate: 'Encrypt',
    ...more,
  });
const footer = (priority: number, more: object = {}) =>
  rule('Footer', priority, {
    applyHtmlDisclaimerText: '<p>Confidential</p>',
    applyHtmlDisclaimerLocation: 'Append',
    ...more,
  });
const connector = (more: object = {}) => ({
  name: 'Signatures',
  enabled: true,
  isTransportRuleScoped: true,
  recipientDomains: ['*'],
  smartHosts: ['smtp.us1.exclaimer.net'],
  ...more,
});
const routing = (more: object = {}) =>
  rule('Send to signatures', 5, { routeMessageOutboundConnector: 'Signatures', ...more });
const clinic = (transportRules: object[], outboundConnectors: object[] | null = [], policies: string[] = []) =>
  tenant(
    { transportRules, ...(outboundConnectors && { outboundConnectors }) },
    {
      organization: {
        exclusions: { 'exchange.encrypted-mail-unaltered': { policies, reason: 'Tested with the service' } },
      },
    },
  );

testControl(encryptedMailUnaltered, {
  pass: {
    'S3-49: the footer runs before encryption': [clinic([footer(0), encrypting(1)]), { resources: ['Encrypt PHI'] }],
    'nothing adds text': clinic([encrypting(0)]),
    'the footer is for mail from outside': clinic([encrypting(0), footer(1, { fromScope: 'NotInOrganization' })]),
    'the footer is for mail inside': clinic([encrypting(0), footer(1, { sentToScope: 'InOrganization' })]),
    'the rule that encrypts ends the processing': clinic([encrypting(0, { stopRuleProcessing: true }), footer(1)]),
    'the footer leaves encrypted messages out': clinic([
      encrypting(0),
      footer(1, { exceptIfMessageTypeMatches: 'PermissionControlled' }),
    ]),
    'the footer is off or in test mode': clinic([
      encrypting(0),
      footer(1, { state: 'Disabled' }),
      footer(2, { mode: 'Audit' }),
    ]),
    'a declared footer': clinic([encrypting(0), footer(1)], [], ['footer']),
    'a subject prefix is no change of the body': clinic([encrypting(0), rule('Mark', 1, { prependSubject: '[x]' })]),
    'a signature service that never sees encrypted messages': clinic(
      [encrypting(0), routing({ exceptIfMessageTypeMatches: 'Encrypted' })],
      [connector()],
    ),
  },
  fail: {
    'S3-49: the footer runs after encryption': [
      clinic([encrypting(0), footer(1)]),
      { resources: ['Footer'], wouldPassIf: /Footer runs before/ },
    ],
    'only the footer that runs late is named': [
      clinic([footer(0), encrypting(1), rule('Banner', 2, { applyHtmlDisclaimerText: 'x' })]),
      { resources: ['Banner'] },
    ],
    'two footers, two rules that encrypt': [
      clinic([
        encrypting(3),
        rule('Encrypt on request', 1, { applyRightsProtectionTemplate: 'Encrypt' }),
        footer(2),
        rule('Banner', 4, { applyHtmlDisclaimerText: 'x' }),
      ]),
      { resources: ['Footer', 'Banner'] },
    ],
    'S3-49: mail goes through a signature service': [
      clinic([encrypting(0), routing()], [connector()]),
      { resources: ['Send to signatures'], wouldPassIf: /declare/ },
    ],
    'a connector sends all mail to a signature service': [
      clinic([encrypting(0)], [connector({ isTransportRuleScoped: false })]),
      { resources: ['Signatures'] },
    ],
    'through a signature service, though no rule encrypts: people do': clinic([routing()], [connector()]),
  },
  'not-applicable': { 'no rule encrypts': clinic([footer(0)]) },
  unknown: {
    'mail goes through a service that we do not know': [
      clinic([encrypting(0), routing()], [connector({ smartHosts: ['gateway.example.org'] })]),
      { resources: ['Send to signatures'] },
    ],
    'mail goes through a connector that was not read': clinic([encrypting(0), routing()], null),
    'the connectors were not read': tenant({ transportRules: [encrypting(0)] }),
    'the rules hold no priority': clinic([encrypting(0, { priority: null }), footer(1, { priority: null })]),
    'the rules do not hold what they add': clinic([
      { name: 'x', state: 'Enabled', mode: 'Enforce', applyRightsProtectionTemplate: 'Encrypt' },
    ]),
  },
});
