import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { defenderPresetCoversEverybody } from './defender-preset-covers-everybody.ts';

const rule = (kind: 'Strict' | 'Standard', more: object = {}) => ({
  identity: `${kind} Preset Security Policy`,
  state: 'Enabled',
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
  ...more,
});
const policy = (outcome: 'pass' | 'fail') => ({ 'MS.DEFENDER.1.3v1': outcome });

testControl(defenderPresetCoversEverybody, {
  pass: {
    'Standard for all recipients': [
      tenant({ presetDefenderRules: [rule('Standard')] }),
      { policies: policy('pass'), resources: ['Standard preset security policy'] },
    ],
  },
  partial: {
    'Strict for one group, Standard off': [
      tenant({
        presetDefenderRules: [
          rule('Strict', { sentToMemberOf: ['Executives'] }),
          rule('Standard', { state: 'Disabled' }),
        ],
      }),
      { policies: policy('fail'), resources: ['Strict preset security policy'] },
    ],
  },
  fail: {
    'no rule': [
      tenant({ presetDefenderRules: [], defenderLicense: { available: true } }),
      { policies: policy('fail'), wouldPassIf: /all recipients/ },
    ],
  },
  'not-licensed': {
    'the source says that the commands do not exist': tenant({
      presetDefenderRules: [],
      defenderLicense: { available: false },
    }),
  },
});
