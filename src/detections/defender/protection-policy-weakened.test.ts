import { exchangeAdminRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { protectionPolicyWeakened } from './protection-policy-weakened.ts';

const policy = (cmdlet: string, parameters: Record<string, string>, given = {}, fields = {}) =>
  exchangeAdminRecord(cmdlet, { Identity: 'Clinic', ...parameters }, given, fields);

testDetection(protectionPolicyWeakened, {
  alerts: {
    'an anti-phishing rule is switched off': {
      records: [policy('Disable-AntiPhishRule', {})],
      severity: 'high',
      actor: 'admin@clinic.example.com',
      group: 'clinic',
      why: /^The anti-phishing rule Clinic was switched off$/,
    },
    'Safe Links is removed, in small letters': {
      records: [policy('remove-safelinkspolicy', {})],
      why: /Safe Links policy Clinic was removed/,
    },
    'Safe Attachments is switched off': {
      records: [policy('Set-SafeAttachmentPolicy', { Enable: 'False' })],
      severity: 'medium',
    },
    'infected mail is let through': [policy('Set-SafeAttachmentPolicy', { Action: 'Allow' })],
    'warnings can be passed': [policy('Set-SafeLinksPolicy', { AllowClickThrough: 'True' })],
    'malware is not taken back': [policy('Set-MalwareFilterPolicy', { ZapEnabled: 'False' })],
    'files of SharePoint are not scanned': [policy('Set-AtpPolicyForO365', { EnableATPForSPOTeamsODB: 'False' })],
    'a preset of Microsoft is switched off': [policy('Disable-EOPProtectionPolicyRule', {})],
    'certain phishing is delivered': [
      policy('Set-HostedContentFilterPolicy', { HighConfidencePhishAction: 'NoAction' }),
    ],
    'from the portal of Purview, as a command line': [
      unifiedRecord(
        'Set-AntiPhishPolicy',
        18,
        'SecurityComplianceCenter',
        { user: 'admin@clinic.example.com' },
        {
          Parameters: '-Identity "Clinic" -EnableSpoofIntelligence $false',
        },
      ),
    ],
    'rule and policy of one name are one alert': {
      records: [policy('Remove-SafeLinksRule', {}), policy('Remove-SafeLinksPolicy', {})],
      count: 2,
    },
  },
  silent: {
    'it is switched on': [
      policy('Enable-AntiPhishRule', {}),
      policy('Set-SafeAttachmentPolicy', { Enable: 'True', Action: 'Block' }),
    ],
    'a new policy': [policy('New-SafeLinksPolicy', { EnableSafeLinksForEmail: 'True' })],
    'made stricter': [
      policy('Set-AntiPhishPolicy', { PhishThresholdLevel: '3', EnableMailboxIntelligenceProtection: 'True' }),
    ],
    'people are added': [policy('Set-SafeLinksRule', { RecipientDomainIs: 'clinic.example.com' })],
    'it failed': [policy('Remove-AntiPhishPolicy', {}, {}, { ResultStatus: 'False' })],
    'Microsoft sets up the tenant': [
      policy(
        'Set-MalwareFilterPolicy',
        { EnableFileFilter: 'False' },
        { user: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)' },
        { ExternalAccess: true },
      ),
    ],
  },
});
