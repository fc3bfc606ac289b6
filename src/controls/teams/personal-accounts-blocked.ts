import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { inGovernmentCloud } from './government-cloud.ts';

type Settings = SectionData<'federationConfiguration'>;

const evidence = (settings: Settings[number]) => ({
  id: settings.identity ?? 'Global',
  name: settings.identity ?? 'Global',
  expected: 'AllowTeamsConsumer false',
  actual: `AllowTeamsConsumer ${settings.allowTeamsConsumer ?? 'not read'}, AllowTeamsConsumerInbound ${settings.allowTeamsConsumerInbound ?? 'not read'}`,
  readFrom: 'federationConfiguration.allowTeamsConsumer' as const,
});

/** AllowTeamsConsumer off closes both ways, whatever AllowTeamsConsumerInbound still says. */
function inbound(all: Settings): Verdict {
  const open = all.filter((one) => one.allowTeamsConsumer === true && one.allowTeamsConsumerInbound === true);
  if (open.length > 0) {
    return fail('People with personal Teams accounts can start chats with staff.', open.map(evidence), {
      wouldPassIf: 'AllowTeamsConsumer is false.',
    });
  }
  if (all.some((one) => one.allowTeamsConsumer !== false && one.allowTeamsConsumerInbound !== false))
    return unknown("Can't tell whether personal Teams accounts can start chats: the setting was not read.");
  return pass('People with personal Teams accounts cannot start chats with staff.', all.map(evidence));
}

function outbound(all: Settings): Verdict {
  const open = all.filter((one) => one.allowTeamsConsumer === true);
  if (open.length > 0) {
    return fail('Staff can chat with personal Teams accounts.', open.map(evidence), {
      wouldPassIf: 'AllowTeamsConsumer is false.',
    });
  }
  if (all.some((one) => one.allowTeamsConsumer !== false))
    return unknown("Can't tell whether staff can chat with personal Teams accounts: AllowTeamsConsumer was not read.");
  return pass('Staff cannot chat with personal Teams accounts.', all.map(evidence));
}

export const personalAccountsBlocked = defineControl({
  id: 'teams.personal-accounts-blocked',
  title: 'Personal Teams accounts cannot chat with staff',
  finding: 'Personal Teams accounts can chat with staff',
  severity: 'medium',
  rationale:
    'A personal Teams account proves no identity and belongs to no organization that signed a business associate agreement. What staff write there lies outside your tenant, your retention and your audit log.',
  citations: ['164.312(e)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.TEAMS.2.2v2', level: 'shall' },
    { source: 'SCuBA', id: 'MS.TEAMS.2.3v2', level: 'should' },
    { source: 'CIS', id: '8.2.2' },
    { source: 'CIS', id: '8.2.3' },
  ],
  aliases: ['TM-02'],
  reads: ['federationConfiguration'],
  mayRead: ['teamsTenant'],
  evaluate({ federationConfiguration, teamsTenant }, { tenant }) {
    if (inGovernmentCloud(teamsTenant, tenant))
      return notApplicable('Government tenants have no chat with personal Teams accounts.');
    return combine({
      'MS.TEAMS.2.2v2': inbound(federationConfiguration),
      'MS.TEAMS.2.3v2': outbound(federationConfiguration),
    });
  },
  remediation: {
    fix: 'Turn off chats with personal Teams accounts',
    steps: [
      'Open the Teams admin center, Users, External access.',
      'Turn off "People in my organization can communicate with Teams users whose accounts aren\'t managed by an organization".',
      'Choose Save.',
    ],
    script: ['Set-CsTenantFederationConfiguration -AllowTeamsConsumer $false'],
  },
  changes({ federationConfiguration }) {
    return federationConfiguration
      .filter((settings) => settings.allowTeamsConsumer === true)
      .map((settings) => ({
        section: 'federationConfiguration' as const,
        operation: 'set' as const,
        match: { identity: settings.identity },
        values: { allowTeamsConsumer: false },
        call: 'Set-CsTenantFederationConfiguration -AllowTeamsConsumer $false',
        summary: 'Turn off chats with personal Teams accounts',
        notice: 'Staff and patients who chat over personal Teams accounts: those chats stop.',
        undo: 'restore' as const,
      }));
  },
});
