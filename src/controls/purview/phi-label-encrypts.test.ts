import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiLabelEncrypts } from './phi-label-encrypts.ts';

const given = (...labels: object[]) => tenant({ labels: labels.map((label) => ({ name: 'PHI', ...label })) });
const rights = (...identities: string[]) => identities.map((Identity) => ({ Identity, Rights: 'VIEW,EDIT' }));
const action = (settings: Record<string, string>) => [
  JSON.stringify({ Type: 'encrypt', Settings: Object.entries(settings).map(([Key, Value]) => ({ Key, Value })) }),
];

testControl(phiLabelEncrypts, {
  pass: {
    'rights for the own domain': [
      given({ encryptionEnabled: true, encryptionRightsDefinitions: rights('larkmeadow.example.com') }),
      { resources: ['PHI'] },
    ],
    'rights as one text, a partner among them': given({
      encryptionEnabled: true,
      encryptionRightsDefinitions: 'larkmeadow.example.com:VIEW,EDIT;lab.example.com:VIEW',
    }),
    'the sender chooses': given({ encryptionEnabled: true, encryptionProtectionType: 'UserDefined' }),
    'encryption as a label action': given({
      labelActions: action({ disabled: 'false', rightsdefinitions: JSON.stringify(rights('larkmeadow.example.com')) }),
    }),
    'one person of a public mail service is not everybody': given({
      encryptionEnabled: true,
      // The service gives out no name this short, so that it is nobody's address.
      encryptionRightsDefinitions: rights(['ruth', 'gmail.com'].join('@')),
    }),
    'other labels need not encrypt': [
      given(
        { encryptionEnabled: true, encryptionRightsDefinitions: [] },
        { name: 'General', encryptionEnabled: false },
      ),
      { resources: ['PHI'] },
    ],
  },
  fail: {
    'encryption is off': [given({ encryptionEnabled: false }), { resources: ['PHI'], wouldPassIf: /PHI encrypts/ }],
    'anybody with an account may open it': [
      given({
        encryptionEnabled: true,
        encryptionRightsDefinitions: rights('larkmeadow.example.com', 'AuthenticatedUsers'),
      }),
      { why: /AuthenticatedUsers/ },
    ],
    'everybody of a public mail service': given({
      encryptionEnabled: true,
      encryptionRightsDefinitions: rights('gmail.com'),
    }),
    'the action is there but disabled': given({ labelActions: action({ disabled: 'true' }) }),
    'only a header is applied': given({
      labelActions: [JSON.stringify({ Type: 'applycontentmarking', Settings: [] })],
    }),
    'names only the label that does not': [
      given({ encryptionEnabled: true }, { name: 'PHI - psychotherapy', encryptionEnabled: false }),
      { resources: ['PHI - psychotherapy'] },
    ],
  },
  'not-applicable': { 'no label stands for PHI': tenant({ labels: [{ name: 'General', encryptionEnabled: false }] }) },
  unknown: { 'the source does not say whether labels encrypt': [given({}), { resources: ['PHI'] }] },
});
