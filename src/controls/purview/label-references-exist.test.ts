import { testControl } from '../../../test/control.ts';
import { all, content, rule } from '../../../test/purview.ts';
import { tenant } from '../../../test/tenant.ts';
import { labelReferencesExist } from './label-references-exist.ts';

const phi = { name: 'conf-phi', displayName: 'Confidential - PHI', guid: '7d1f0d56-1c64-4b6a-9f5b-3d1f3c0f5a10' };
const gone = '00000000-dead-4000-8000-000000000001';
const onLabel = (Name: string, Id: string, Type = 'Sensitivity') =>
  rule({
    name: 'Labeled content',
    advancedRule: all(content({ Name: 'l', Operator: 'Or', Labels: [{ Name, Id, Type }] })),
  });
const auto = (applySensitivityLabel: string) => ({
  name: 'Label PHI by content',
  mode: 'Enable',
  applySensitivityLabel,
});

testControl(labelReferencesExist, {
  pass: {
    'S3-40: a DLP rule, an auto-labeling policy and a label policy lead to a label': [
      tenant({
        labels: [phi],
        dlpRules: [onLabel('Confidential - PHI', phi.guid)],
        autoLabelPolicies: [auto(phi.guid.toUpperCase())],
        labelPolicies: [{ name: 'Everybody', labels: ['conf-phi'] }],
      }),
      { why: /All 3 references/ },
    ],
    'a retention rule leads to a retention label': tenant({
      labels: [],
      retentionRules: [
        { name: 'Publish', publishComplianceTag: 'aa11bb22-cc33-4d44-8e55-ff6600112233,Medical record' },
      ],
      retentionLabels: [{ name: 'Medical record' }],
    }),
  },
  fail: {
    'S3-40: the label was deleted, its dependents are named': [
      tenant({
        labels: [],
        dlpRules: [onLabel('Confidential - PHI', phi.guid)],
        autoLabelPolicies: [auto(phi.guid)],
        labelPolicies: [{ name: 'Everybody', labels: ['conf-phi'] }],
      }),
      { resources: ['Everybody', 'Label PHI by content', 'Labeled content'], why: /3 of 3/ },
    ],
    'names only the broken one': [
      tenant({ labels: [phi], autoLabelPolicies: [auto(phi.guid), { ...auto(gone), name: 'Old' }] }),
      { resources: ['Old'], why: /1 of 2/ },
    ],
    'a retention label of that name is no sensitivity label': tenant({
      labels: [],
      autoLabelPolicies: [auto('Medical record')],
      retentionLabels: [{ name: 'Medical record' }],
    }),
    'a DLP rule on a deleted retention label': tenant({
      labels: [phi],
      dlpRules: [onLabel('Medical record', gone, 'Retention')],
      retentionLabels: [],
    }),
  },
  'not-applicable': {
    'nothing refers to a label': tenant({ labels: [phi], dlpRules: [rule()] }),
    'retention labels were not collected, so references to them are not judged': tenant({
      labels: [phi],
      retentionRules: [{ name: 'Publish', publishComplianceTag: 'x,Medical record' }],
    }),
  },
  unknown: { 'nothing that could refer to a label was collected': tenant({ labels: [phi] }) },
});
