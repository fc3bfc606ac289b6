import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { federationOrDomainChanged } from './federation-or-domain-changed.ts';

const target = [['clinic.example.com', 1]] as const;
const federated = (fields = {}) =>
  directoryAuditRecord(
    'Set domain authentication',
    {
      category: 'DirectoryManagement',
      targets: [{ type: 'Other', displayName: 'clinic.example.com' }],
      changes: [['LiveType', 'Federated', 'Managed']],
    },
    fields,
  );

testDetection(federationOrDomainChanged, {
  alerts: {
    'S3-29: a domain is handed to another identity provider': {
      records: [federated()],
      severity: 'critical',
      group: 'clinic.example.com',
    },
    'the issuer is changed, the unified log': {
      records: [
        entraRecord('Set federation settings on domain.', {
          targets: target,
          changes: [
            ['IssuerUri', 'http://any.sts/1', 'http://sts.clinic.example.com/'],
            ['Included Updated Properties', 'IssuerUri'],
          ],
        }),
      ],
      severity: 'critical',
    },
    'only the certificate is changed': {
      records: [
        entraRecord('Set federation settings on domain.', {
          targets: target,
          changes: [['SigningCertificate', 'MIIB', 'MIIA']],
        }),
      ],
      severity: 'high',
    },
    'the record does not say which way': {
      records: [entraRecord('Set domain authentication.', { targets: target })],
      severity: 'high',
    },
    'back to managed': {
      records: [
        entraRecord('Set domain authentication.', { targets: target, changes: [['LiveType', 'Managed', 'Federated']] }),
      ],
      severity: 'medium',
    },
    'a new domain': {
      records: [entraRecord('Add unverified domain.', { targets: [['new.example.com', 1]] })],
      severity: 'low',
      group: 'new.example.com',
    },
    'added and verified is one alert, at its worst': {
      records: [
        entraRecord('Add unverified domain.', { targets: [['new.example.com', 1]] }),
        entraRecord('Verify domain.', { at: 20, targets: [['new.example.com', 1]] }),
      ],
      severity: 'medium',
    },
  },
  silent: {
    'a new domain begins as managed': [
      entraRecord('Set domain authentication.', {
        targets: target,
        changes: [['LiveType', '["Managed"]', '["None"]']],
      }),
    ],
    'it was refused': [federated({ result: 'failure' })],
    'company information changes': [entraRecord('Set Company Information.', { targets: target })],
    'a partner relationship is refreshed': [
      entraRecord('Add partner to company.', { user: 'Microsoft\\ServiceOperator' }),
    ],
    'the approved change application': { records: [federated(changeApp)], organization: changeAppApproved },
  },
});
