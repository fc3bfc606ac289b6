import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';
import { notRead, patchGraph } from './settings.ts';

export const idleSignOut = defineControl({
  id: 'sharepoint.idle-sign-out',
  title: 'Idle browsers are signed out of SharePoint and OneDrive',
  finding: 'Idle browsers stay signed in to SharePoint and OneDrive',
  severity: 'medium',
  rationale:
    'A chart left open at the front desk is read by whoever sits down next. HIPAA asks for sessions to end after a time without use.',
  citations: ['164.312(a)(2)(iii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/sign-out-inactive-users' }],
  aliases: ['SP-15'],
  parameters: { minutes: { default: 60, tighten: 'lower', title: 'Longest idle time in minutes before sign-out' } },
  reads: ['sharepointSettings.idleSessionSignOut'],
  evaluate({ sharepointSettings }, { parameters }) {
    const { isEnabled, signOutAfterInSeconds: seconds } = sharepointSettings.idleSessionSignOut ?? {};
    const isUnset = sharepointSettings.idleSessionSignOut === null || isEnabled === false;
    if (!isUnset && (typeof isEnabled !== 'boolean' || typeof seconds !== 'number')) {
      return notRead('the time until idle sign-out', 'GET /admin/sharepoint/settings');
    }
    const ends = !isUnset && seconds! > 0;
    const minutes = Math.round((seconds ?? 0) / 6) / 10;
    const found = {
      id: 'tenant:Idle sign-out',
      name: 'Idle sign-out',
      expected: `after ${parameters.minutes} minutes or less`,
      actual: ends ? `after ${minutes} minutes` : 'never',
      readFrom: 'sharepointSettings.idleSessionSignOut' as const,
    };
    if (ends && seconds! <= parameters.minutes * 60)
      return pass(`Idle browsers are signed out ${found.actual}.`, [found]);
    const why = ends ? `Idle browsers are signed out only ${found.actual}.` : 'Idle browsers are never signed out.';
    return fail(why, [found], { wouldPassIf: `Idle browsers are signed out ${found.expected}.` });
  },
  remediation: {
    fix: 'Sign idle browsers out after an hour at most',
    steps: [
      'Open the SharePoint admin center, Policies, Access control, Idle session sign-out.',
      'Turn on "Sign out inactive users automatically".',
      'Set sign-out to 1 hour or less, with a warning some minutes before, and save.',
    ],
    script: [
      'Set-SPOBrowserIdleSignOut -Enabled $true -WarnAfter (New-TimeSpan -Minutes 55) -SignOutAfter (New-TimeSpan -Minutes 60)',
    ],
  },
  changes({ sharepointSettings }, { parameters }) {
    const current = sharepointSettings.idleSessionSignOut;
    const limit = parameters.minutes * 60;
    const seconds = current?.signOutAfterInSeconds ?? 0;
    if (current?.isEnabled === true && seconds > 0 && seconds <= limit) return [];
    const idleSessionSignOut = {
      isEnabled: true,
      warnAfterInSeconds: Math.floor(limit * 0.9),
      signOutAfterInSeconds: limit,
    };
    const summary = `Sign idle browsers out after ${parameters.minutes} minutes`;
    const notice =
      'People on unmanaged devices who leave a browser open: a warning, then sign-out from all of Microsoft 365 in that browser.';
    return [patchGraph({ idleSessionSignOut }, summary, notice)];
  },
  knownGaps: [
    'It speaks of browsers that are not kept signed in on unmanaged devices. Where the idle timeout of all Microsoft 365 web apps is on, that one counts instead.',
  ],
  assumed: ['idleSessionSignOut is null, or isEnabled is false, where the setting was never made.'],
});
