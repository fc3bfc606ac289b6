import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { appCredentialAdded } from './app-credential-added.ts';

const key = (id: string, type = 'Password') =>
  `[KeyIdentifier=${id},KeyType=${type},KeyUsage=Verify,DisplayName=deploy]`;
const targets = [
  ['Application_77777777-0000-4000-8000-000000000001', 2],
  ['Application', 2],
  ['Mail Helper', 1],
] as const;
const unified = (operation: string, now: string[], old: string[] = []) =>
  entraRecord(operation, { targets, changes: [['KeyDescription', JSON.stringify(now), JSON.stringify(old)]] });
const graph = (now: string[], old: string[], fields = {}, displayName = 'Mail Helper') =>
  directoryAuditRecord(
    'Add service principal credentials',
    {
      targets: [{ type: 'ServicePrincipal', displayName, id: '77777777-0000-4000-8000-000000000002' }],
      changes: [['KeyDescription', JSON.stringify(now), JSON.stringify(old)]],
    },
    fields,
  );
const itself = {
  initiatedBy: {
    user: null,
    app: { displayName: 'Mail Helper', servicePrincipalId: '77777777-0000-4000-8000-000000000002' },
  },
};

testDetection(appCredentialAdded, {
  alerts: {
    'S3-29: a secret, en dash and a space at the end of the name': {
      records: [
        unified('Update application – Certificates and secrets management ', [key('k1'), key('k2')], [key('k1')]),
      ],
      severity: 'medium',
      group: 'mail helper',
      why: /Mail Helper got a new secret, from admin@clinic\.example\.com/,
    },
    'a certificate on an enterprise application': {
      records: [graph([key('k2', 'AsymmetricX509Cert')], [])],
      severity: 'high',
      why: /certificate/,
    },
    'single sign-on is set up: a signing certificate': {
      records: [
        graph([key('k3', 'AsymmetricX509Cert').replace('Verify', 'Sign'), key('k4', 'AsymmetricX509Cert')], []),
      ],
      severity: 'medium',
    },
    'a record that was cut short': {
      records: [entraRecord('Add service principal credentials.', { targets }, { ModifiedProperties: [] })],
      severity: 'medium',
    },
    'it renews its own': { records: [graph([key('k2')], [key('k1')], itself)], severity: 'low' },
    'trust in an outside identity': [
      entraRecord('Update application.', {
        targets,
        changes: [['FederatedIdentityCredentials', '[{"Issuer":"https://issuer.example.net"}]', '[]']],
      }),
    ],
    'two records of one action': [
      unified('Update application.', [key('k2')]),
      unified('Update application – Certificates and secrets management ', [key('k2')]),
    ],
  },
  silent: {
    'a secret is removed': [
      unified('Update application – Certificates and secrets management ', [key('k1')], [key('k1'), key('k2')]),
    ],
    'something else about the application changes': [
      entraRecord('Update application.', { targets, changes: [['DisplayName', 'Mail Helper', 'Helper']] }),
    ],
    'the certificate that device joins need': [
      graph(
        [key('k1', 'AsymmetricX509Cert')],
        [],
        { initiatedBy: { user: null, app: { displayName: 'Device Registration Service', servicePrincipalId: 'x' } } },
        'P2P Server',
      ),
    ],
    'a managed identity is renewed by Azure': [
      graph([key('k2', 'AsymmetricX509Cert')], [key('k1')], {
        initiatedBy: { user: null, app: { displayName: 'Managed Service Identity', servicePrincipalId: 'x' } },
      }),
    ],
    'the approved change application': {
      records: [graph([key('k2')], [], changeApp)],
      organization: changeAppApproved,
    },
  },
});
