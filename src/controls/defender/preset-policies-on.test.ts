import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { presetPoliciesOn } from './preset-policies-on.ts';

const rule = (kind: 'Strict' | 'Standard', state: unknown) => ({ identity: `${kind} Preset Security Policy`, state });
const policy = (outcome: 'pass' | 'fail' | 'unknown') => ({ 'MS.DEFENDER.1.1v1': outcome });

testControl(presetPoliciesOn, {
  pass: {
    'both on for Exchange Online Protection': [
      tenant({ presetRules: [rule('Strict', 'Enabled'), rule('Standard', 'Enabled')], presetDefenderRules: [] }),
      { policies: policy('pass') },
    ],
    'Strict is on for Defender for Office 365 only': tenant({
      presetRules: [rule('Standard', 'Enabled'), rule('Strict', 'Disabled')],
      presetDefenderRules: [rule('Strict', 'Enabled')],
    }),
    'the Defender rules were not read, and are not needed': tenant({
      presetRules: [rule('Standard', 'Enabled'), rule('Strict', 'Enabled')],
    }),
  },
  partial: {
    'Strict is off': [
      tenant({ presetRules: [rule('Standard', 'Enabled'), rule('Strict', 'Disabled')], presetDefenderRules: [] }),
      {
        resources: ['Strict preset security policy'],
        policies: policy('fail'),
        wouldPassIf: /Strict preset security policy is on/,
      },
    ],
    'Standard was never opened': [
      tenant({ presetRules: [rule('Strict', 'Enabled')], presetDefenderRules: [] }),
      { resources: ['Standard preset security policy'], policies: policy('fail') },
    ],
  },
  fail: {
    'no preset was ever opened': [
      tenant({ presetRules: [], presetDefenderRules: [] }),
      { resources: ['Standard preset security policy', 'Strict preset security policy'], policies: policy('fail') },
    ],
    'both are off; a state that is false is off': [
      tenant({ presetRules: [rule('Strict', false), rule('Standard', 'Disabled')], presetDefenderRules: [] }),
      { policies: policy('fail') },
    ],
  },
  unknown: {
    'Strict is off here and the Defender rules were not read': tenant({
      presetRules: [rule('Standard', 'Enabled'), rule('Strict', 'Disabled')],
    }),
  },
});
