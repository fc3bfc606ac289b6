import { isConnectorError } from '../../http/errors.ts';
import { defineResource } from '../../resource.ts';
import { cmdletResource, cmdletScopes } from './cmdlet-resource.ts';
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

/** The settings for SharePoint, OneDrive and Teams. */
export const atpPolicies = cmdletResource({
  section: 'atpPolicies',
  host,
  noun: 'AtpPolicyForO365',
  license,
  write: {},
});

/**
 * Whether the Defender cmdlets run. They are missing both without a license and without a role: only the plans of the
 * tenant tell that it is the license.
 */
export const defenderLicense = defineResource({
  id: 'exchange-online.defender-license',
  sections: ['defenderLicense'],
  api: host,
  after: ['servicePlans', 'atpPolicies'],
  scopes: cmdletScopes(host, false),
  async read({ exchange }, context) {
    try {
      if (context.read('atpPolicies') === undefined) await exchange.run('Get-AtpPolicyForO365');
      return { defenderLicense: { available: true } };
    } catch (error) {
      if (isConnectorError(error, 'cmdlet-unavailable', 'not-licensed') && lacksLicense(context, license))
        return { defenderLicense: { available: false } };
      throw error;
    }
  },
});
