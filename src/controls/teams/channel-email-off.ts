import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { inGovernmentCloud } from './government-cloud.ts';

export const channelEmailOff = defineControl({
  id: 'teams.channel-email-off',
  title: 'E-mail into Teams channels is off',
  finding: 'Teams channels take e-mail from outside',
  severity: 'medium',
  rationale:
    "A channel's mail address is on a Microsoft domain that your mail filters and DLP policies do not guard. Whoever learns it can drop files and links in front of the whole team, and staff can mail PHI past every mail rule.",
  citations: ['164.312(e)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.TEAMS.4.1v1', level: 'shall' },
    { source: 'Prowler', id: 'teams_email_sending_to_channel_disabled' },
    { source: 'CIPP', id: 'TeamsEmailIntegration' },
  ],
  aliases: ['TM-08'],
  reads: ['clientConfiguration.allowEmailIntoChannel'],
  mayRead: ['teamsTenant'],
  evaluate({ clientConfiguration, teamsTenant }, { tenant }) {
    if (inGovernmentCloud(teamsTenant, tenant))
      return notApplicable('Government tenants have no e-mail into channels.');
    const evidence = (settings: (typeof clientConfiguration)[number]) => ({
      id: settings.identity ?? 'Global',
      name: settings.identity ?? 'Global',
      expected: 'AllowEmailIntoChannel false',
      actual: `AllowEmailIntoChannel ${settings.allowEmailIntoChannel}`,
      readFrom: 'clientConfiguration.allowEmailIntoChannel' as const,
    });
    const on = clientConfiguration.filter((settings) => settings.allowEmailIntoChannel === true);
    if (on.length > 0) {
      return fail('Teams channels have mail addresses that take mail from outside.', on.map(evidence), {
        wouldPassIf: 'AllowEmailIntoChannel is false.',
      });
    }
    if (clientConfiguration.some((settings) => settings.allowEmailIntoChannel !== false))
      return unknown("Can't tell: AllowEmailIntoChannel has no value.");
    return pass('Teams channels take no e-mail.', clientConfiguration.map(evidence));
  },
  remediation: {
    fix: 'Turn off e-mail into Teams channels',
    steps: [
      'Open the Teams admin center, Teams, Teams settings.',
      'Under Email integration turn off "Users can send emails to a channel email address".',
      'Choose Save.',
    ],
    script: ['Set-CsTeamsClientConfiguration -AllowEmailIntoChannel $false'],
  },
  changes({ clientConfiguration }) {
    return clientConfiguration
      .filter((settings) => settings.allowEmailIntoChannel === true)
      .map((settings) => ({
        section: 'clientConfiguration' as const,
        operation: 'set' as const,
        match: { identity: settings.identity },
        values: { allowEmailIntoChannel: false },
        call: 'Set-CsTeamsClientConfiguration -AllowEmailIntoChannel $false',
        summary: 'Turn off e-mail into Teams channels',
        notice: 'Fax services, scanners and people that mail into a channel: their mail bounces.',
        undo: 'restore' as const,
      }));
  },
});
