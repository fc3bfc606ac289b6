import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';
import {
  type SharePointSettings,
  evidence,
  fromGraph,
  fromTenant,
  notRead,
  patchGraph,
  setTenant,
} from './settings.ts';

/** Whether guests may share on; the two sources say it the other way around. */
function resharing({ sharepointTenant, sharepointSettings }: SharePointSettings) {
  const prevented = fromTenant(sharepointTenant, 'preventExternalUsersFromResharing');
  if (prevented) return { ...prevented, value: !prevented.value };
  return fromGraph(sharepointSettings, 'isResharingByExternalUsersEnabled');
}

export const guestsCannotReshare = defineControl({
  id: 'sharepoint.guests-cannot-reshare',
  title: 'Guests cannot share files that they do not own',
  finding: 'Guests can pass on files that they do not own',
  severity: 'high',
  rationale:
    'You decided to give a file to one partner. If that partner can invite the next, patient files travel to people nobody here has ever approved.',
  citations: ['164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIS', id: '7.2.5' },
    { source: 'CIPP', id: 'DisableReshare' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off' },
  ],
  aliases: ['SP-12'],
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings'],
  evaluate(settings) {
    const reading = resharing(settings);
    if (!reading) return notRead('whether guests may share on');
    const found = evidence(reading, 'Sharing by guests', 'off', reading.value ? 'on' : 'off');
    return reading.value
      ? fail('Guests can share files that they do not own.', [found], { wouldPassIf: 'Sharing by guests is off.' })
      : pass('Guests cannot share files that they do not own.', [found]);
  },
  remediation: {
    fix: 'Stop guests from sharing on',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing, More external sharing settings.',
      'Clear "Allow guests to share items they don\'t own" and save.',
    ],
    script: ['Set-SPOTenant -PreventExternalUsersFromResharing $true'],
  },
  changes(settings) {
    const reading = resharing(settings);
    if (!reading?.value) return [];
    const summary = 'Stop guests from sharing files that they do not own';
    const notice = 'Guests: the Share button refuses files of others. What they shared before stays shared.';
    return reading.section === 'sharepointTenant'
      ? [
          setTenant(
            { preventExternalUsersFromResharing: true },
            '-PreventExternalUsersFromResharing $true',
            summary,
            notice,
          ),
        ]
      : [patchGraph({ isResharingByExternalUsersEnabled: false }, summary, notice)];
  },
  knownGaps: ['Whether members of the organization may share on is a setting of each site.'],
});
