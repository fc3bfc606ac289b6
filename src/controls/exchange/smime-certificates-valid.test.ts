import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { smimeCertificatesValid } from './smime-certificates-valid.ts';

// The settings of every case were read on Nov 20, 2026, 06:12 UTC.
const clinic = (smimeConfig: object | undefined, smimeInUse?: boolean, parameters: Record<string, unknown> = {}) =>
  tenant(
    { ...(smimeConfig && { smimeConfig }) },
    { organization: { choices: { ...(smimeInUse !== undefined && { smimeInUse }) } }, parameters },
  );
const until = (SMIMECertificatesExpiryDate: string | null) => ({
  SMIMECertificateIssuingCA: 'AAAAAENFUlQ',
  SMIMECertificatesExpiryDate,
});

testControl(smimeCertificatesValid, {
  pass: {
    'loaded and valid': [clinic(until('2027-11-20T00:00:00Z'), true), { resources: ['S/MIME settings'] }],
    'loaded and valid, though nobody declared it': clinic(until('2027-11-20T00:00:00Z')),
    'valid for 30 days': clinic(until('2026-12-20T07:00:00Z'), true),
  },
  partial: {
    'S3-44: valid for 29 days': [clinic(until('2026-12-20T06:00:00Z'), true), { resources: ['S/MIME settings'] }],
    'S3-44: a baseline wants to know 90 days before': clinic(until('2027-01-20T00:00:00Z'), true, { remindDays: 90 }),
  },
  fail: {
    'declared in use, nothing loaded': [
      clinic({ SMIMECertificateIssuingCA: '' }, true),
      { resources: ['S/MIME settings'], wouldPassIf: /not in use/ },
    ],
    'expired yesterday': clinic(until('2026-11-19T00:00:00Z'), true),
  },
  'not-applicable': {
    'declared not in use': clinic(undefined, false),
    'not declared, nothing loaded': clinic({ SMIMECertificateIssuingCA: null }),
  },
  unknown: {
    'declared in use, not read': clinic(undefined, true),
    'loaded, end date not given': [clinic(until(null), true), { resources: ['S/MIME settings'] }],
  },
});
