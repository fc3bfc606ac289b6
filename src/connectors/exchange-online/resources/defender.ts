import { isConnectorError } from '../../http/errors.ts';
import { type Clients, defineResource } from '../../resource.ts';
import { cmdletResource, cmdletScopes, writeCmdlet } from './cmdlet-resource.ts';
import { lacksLicense } from './records.ts';

const host = 'exchange';
const license = 'defender-office-p1';

/** Policies against spam, malware and phishing: these every tenant with Exchange Online has. */
export const protectionResources = [
  cmdletResource({ section: 'presetRules', host, noun: 'EOPProtectionPolicyRule', write: { state: 'state' } }),
  cmdletResource({ section: 'malwareFilterPolicies', host, noun: 'MalwareFilterPolicy', write: {} }),
  cmdletResource({ section: 'malwareFilterRules', host, noun: 'MalwareFilterRule' }),
  cmdletResource({ section: 'antiPhishPolicies', host, noun: 'AntiPhishPolicy', write: {} }),
  cmdletResource({ section: 'antiPhishRules', host, noun: 'AntiPhishRule' }),
  cmdletResource({ section: 'contentFilterPolicies', host, noun: 'HostedContentFilterPolicy', write: {} }),
  cmdletResource({ section: 'contentFilterRules', host, noun: 'HostedContentFilterRule' }),
  cmdletResource({ section: 'connectionFilters', host, noun: 'HostedConnectionFilterPolicy', write: {} }),
];

export const defenderResources = [
  cmdletResource({
    section: 'presetDefenderRules',
    host,
    noun: 'ATPProtectionPolicyRule',
    license,
    write: { state: 'state' },
  }),
  cmdletResource({
    section: 'builtInProtectionRules',
    host,
    noun: 'ATPBuiltInProtectionRule',
    license,
    write: {},
  }),
  cmdletResource({ section: 'safeAttachmentPolicies', host, noun: 'SafeAttachmentPolicy', license, write: {} }),
  cmdletResource({ section: 'safeAttachmentRules', host, noun: 'SafeAttachmentRule', license }),
  cmdletResource({ section: 'safeLinksPolicies', host, noun: 'SafeLinksPolicy', license, write: {} }),
  cmdletResource({ section: 'safeLinksRules', host, noun: 'SafeLinksRule', license }),
  cmdletResource({
    section: 'teamsProtectionPolicies',
    host,
    noun: 'TeamsProtectionPolicy',
    license,
    write: {},
  }),
  cmdletResource({
    section: 'teamsProtectionRules',
    host,
    noun: 'TeamsProtectionPolicyRule',
    license,
    write: {},
  }),
];

/**
 * The settings for SharePoint, OneDrive and Teams, and by them whether the Defender cmdlets run. They are missing both
 * without a license and without a role: only the plans of the tenant tell that it is the license.
 */
export const atpPolicies = defineResource({
  id: 'exchange-online.atp-policies',
  sections: ['atpPolicies', 'defenderLicense'],
  api: host,
  after: ['servicePlans'],
  scopes: cmdletScopes(host, true),
  async read({ exchange }: Clients, context) {
    try {
      const atpPolicies = await exchange.run('Get-AtpPolicyForO365');
      return { atpPolicies, defenderLicense: { available: true } };
    } catch (error) {
      if (isConnectorError(error, 'cmdlet-unavailable', 'not-licensed') && lacksLicense(context, license))
        return { defenderLicense: { available: false } };
      throw error;
    }
  },
  write: ({ exchange }, change) =>
    writeCmdlet(exchange, { section: 'atpPolicies', host, noun: 'AtpPolicyForO365', write: {} }, change),
});
