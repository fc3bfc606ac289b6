import { defineControl } from '../../core/control.ts';
import type { Change } from '../../core/change.ts';
import { combine, fail, notApplicable, partial, pass } from '../../core/verdict.ts';
import {
  type SharePointSettings,
  evidence,
  fromGraph,
  fromTenant,
  notRead,
  patchGraph,
  setTenant,
  tenantSharing,
} from './settings.ts';

function legacy({ sharepointTenant, sharepointSettings }: SharePointSettings) {
  return (
    fromTenant(sharepointTenant, 'legacyAuthProtocolsEnabled') ??
    fromGraph(sharepointSettings, 'isLegacyAuthProtocolsEnabled')
  );
}

export const legacyAuthenticationOff = defineControl({
  id: 'sharepoint.legacy-authentication-off',
  title: 'SharePoint accepts modern sign-in only, also from recipients outside',
  finding: 'SharePoint accepts sign-ins that get around Entra',
  severity: 'medium',
  rationale:
    'Old apps send a password and nothing else, so a second factor never comes into play. Outside recipients who come in as Entra guests meet your sign-in rules; those with a mailed code do not.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'Prowler', id: 'sharepoint_modern_authentication_required' },
    { source: 'CIS', id: '7.2.2' },
    { source: 'CIPP', id: 'DisableSharePointLegacyAuth' },
    { source: 'CIPP', id: 'SPAzureB2B' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/sharepoint-azureb2b-integration' },
  ],
  aliases: ['SP-14'],
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings'],
  evaluate(settings) {
    const old = legacy(settings);
    const b2b = fromTenant(settings.sharepointTenant, 'enableAzureADB2BIntegration');
    const shown = (value: boolean) => (value ? 'on' : 'off');
    const oldEvidence = old && evidence(old, 'Apps without modern sign-in', 'off', shown(old.value));
    const b2bEvidence = b2b && evidence(b2b, 'Entra B2B for outside recipients', 'on', shown(b2b.value));
    return combine({
      legacy: !oldEvidence
        ? notRead('whether SharePoint accepts apps without modern sign-in')
        : old.value
          ? fail('Apps that send only a password can sign in.', [oldEvidence], {
              wouldPassIf: 'Apps that do not use modern sign-in are blocked.',
            })
          : pass('Apps without modern sign-in are blocked.', [oldEvidence]),
      guests: b2b?.value
        ? pass('Outside recipients come in as Entra guests.', [b2bEvidence!])
        : tenantSharing(settings)?.value === 'disabled'
          ? notApplicable('Files are not shared outside the organization, so no recipient needs Entra B2B.')
          : !b2bEvidence
            ? notRead('whether outside recipients come in as Entra guests', 'GET _api/SPO.Tenant')
            : partial('Outside recipients can come in by a mailed code, outside Entra sign-in rules.', [b2bEvidence], {
                wouldPassIf: 'Entra B2B integration is on for SharePoint.',
              }),
    });
  },
  remediation: {
    fix: 'Block old apps and let outside recipients sign in through Entra',
    steps: [
      'Open the SharePoint admin center, Policies, Access control, "Apps that don\'t use modern authentication".',
      'Choose Block access and save.',
      'For outside recipients run the second command under Script.',
    ],
    script: ['Set-SPOTenant -LegacyAuthProtocolsEnabled $false', 'Set-SPOTenant -EnableAzureADB2BIntegration $true'],
  },
  changes(settings) {
    const old = legacy(settings);
    const b2b = fromTenant(settings.sharepointTenant, 'enableAzureADB2BIntegration');
    const sharing = tenantSharing(settings)?.value;
    // What stays unread stays unknown, so nothing here would cure it.
    if (!old || (!b2b && sharing !== 'disabled')) return [];
    const changes: Change[] = [];
    if (old.value) {
      const summary = 'Block apps that do not use modern sign-in';
      const notice = 'People with Office 2010 or old scripts: SharePoint refuses their sign-in.';
      changes.push(
        old.section === 'sharepointTenant'
          ? setTenant({ legacyAuthProtocolsEnabled: false }, '-LegacyAuthProtocolsEnabled $false', summary, notice)
          : patchGraph({ isLegacyAuthProtocolsEnabled: false }, summary, notice),
      );
    }
    if (b2b && !b2b.value && sharing !== 'disabled') {
      changes.push(
        setTenant(
          { enableAzureADB2BIntegration: true },
          '-EnableAzureADB2BIntegration $true',
          'Let outside recipients sign in through Entra B2B',
          'Outside recipients: they get a guest account at their next visit. Links shared before keep working.',
        ),
      );
    }
    return changes;
  },
});
