import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { safeLinksCoverEverybody } from './safe-links-cover-everybody.ts';

const nobody = {
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
};
const preset = (kind: string, more: object = {}) => ({
  identity: `${kind} Preset Security Policy`,
  state: 'Enabled',
  ...nobody,
  ...more,
});
const rule = (name: string, priority: number, more: object = {}) => ({
  identity: name,
  state: 'Enabled',
  priority,
  safeLinksPolicy: name,
  ...nobody,
  ...more,
});
const policy = (identity: string, off: string[] = []) => ({
  identity,
  ...Object.fromEntries(
    [
      'enableSafeLinksForEmail',
      'enableSafeLinksForTeams',
      'enableSafeLinksForOffice',
      'enableForInternalSenders',
      'scanUrls',
      'deliverMessageAfterScan',
      'trackClicks',
    ].map((flag) => [flag, !off.includes(flag)]),
  ),
});
const builtIn = policy('Built-In Protection Policy', ['enableForInternalSenders']);
const verdicts = (a: 'pass' | 'fail' | 'unknown', b: typeof a, c: typeof a) => ({
  'MS.SECURITYSUITE.7.1v1': a,
  'MS.SECURITYSUITE.7.2v1': b,
  'MS.SECURITYSUITE.7.3v1': c,
});
const acceptedDomains = [{ domainName: 'clinic.example.com' }];

testControl(safeLinksCoverEverybody, {
  pass: {
    'the Standard preset covers everybody; its settings are fixed': [
      tenant({ presetDefenderRules: [preset('Standard')], safeLinksPolicies: [], safeLinksRules: [] }),
      { policies: verdicts('pass', 'pass', 'pass'), resources: ['Standard preset security policy'] },
    ],
    'a custom rule for everybody with all seven settings': [
      tenant({
        presetDefenderRules: [],
        safeLinksRules: [rule('Clinic', 0)],
        safeLinksPolicies: [policy('Clinic'), builtIn],
        acceptedDomains,
      }),
      { policies: verdicts('pass', 'pass', 'pass') },
    ],
    'a custom rule that names every accepted domain: ScubaGear wants a rule without conditions': [
      tenant({
        presetDefenderRules: [],
        safeLinksRules: [rule('Clinic', 0, { recipientDomainIs: ['clinic.example.com'] })],
        safeLinksPolicies: [policy('Clinic'), builtIn],
        acceptedDomains,
      }),
      { policies: verdicts('fail', 'pass', 'pass') },
    ],
  },
  fail: {
    'only Built-in protection, which leaves internal mail out; the Standard preset is off': [
      tenant({
        presetDefenderRules: [preset('Standard', { state: 'Disabled' })],
        safeLinksRules: [],
        safeLinksPolicies: [builtIn],
      }),
      {
        resources: ['Built-in protection'],
        why: /incomplete for all recipients/,
        policies: verdicts('fail', 'pass', 'pass'),
      },
    ],
    'the custom rule for everybody does not wait for the scan and tracks no clicks': [
      tenant({
        presetDefenderRules: [],
        safeLinksRules: [rule('Clinic', 0)],
        safeLinksPolicies: [policy('Clinic', ['deliverMessageAfterScan', 'trackClicks']), builtIn],
        acceptedDomains,
      }),
      { policies: verdicts('pass', 'fail', 'fail'), wouldPassIf: /TrackClicks/ },
    ],
  },
  partial: {
    'the Strict preset covers one group, Built-in protection the rest': [
      tenant({
        presetDefenderRules: [
          preset('Strict', { sentToMemberOf: ['Executives'] }),
          preset('Standard', { state: 'Disabled' }),
        ],
        safeLinksRules: [],
        safeLinksPolicies: [builtIn],
      }),
      { resources: ['Built-in protection'], why: /all other recipients/, policies: verdicts('fail', 'pass', 'pass') },
    ],
    'ScubaGear asks the mail rules; the Defender rules that decide leave a domain out': [
      tenant({
        presetRules: [preset('Standard')],
        presetDefenderRules: [preset('Standard', { exceptIfRecipientDomainIs: ['lab.example.com'] })],
        safeLinksRules: [],
        safeLinksPolicies: [builtIn],
      }),
      { why: /domain lab\.example\.com/, policies: verdicts('pass', 'pass', 'pass') },
    ],
  },
  'not-licensed': {
    'the source says that the commands do not exist': tenant({
      safeLinksPolicies: [],
      defenderLicense: { available: false },
    }),
  },
  unknown: {
    'only the rules for Exchange Online Protection were read, as ScubaGear asks': [
      tenant({ presetRules: [preset('Strict')], safeLinksPolicies: [], safeLinksRules: [] }),
      { policies: verdicts('pass', 'pass', 'pass'), why: /preset security policies, which were not read/ },
    ],
    'the preset covers everybody but no Safe Links policy was read': [
      tenant({ presetDefenderRules: [preset('Standard')], presetRules: [preset('Standard')] }),
      { policies: verdicts('unknown', 'unknown', 'unknown'), why: /Safe Links is on for mail, Teams and Office/ },
    ],
    'a policy was read without all its settings': [
      tenant({
        presetDefenderRules: [],
        safeLinksRules: [],
        safeLinksPolicies: [{ identity: 'Built-In Protection Policy', trackClicks: true }],
      }),
      { policies: verdicts('unknown', 'unknown', 'pass') },
    ],
  },
});
