import { daysBetween } from '../../core/clock.ts';
import { defineControl } from '../../core/control.ts';
import { type Evidence, fail, notApplicable, partial, pass, unknown } from '../../core/verdict.ts';

export const smimeCertificatesValid = defineControl({
  id: 'exchange.smime-certificates-valid',
  title: 'The certificate authorities for S/MIME are loaded and valid',
  finding: 'The certificate authorities for S/MIME are missing or expired',
  severity: 'low',
  rationale:
    'Where partners exchange mail with S/MIME, Outlook on the web checks signatures against the certificate authorities that the tenant holds. When they are missing or expired, signed mail can no longer be told from forged mail. S/MIME is one way among several: without it nothing is missing.',
  citations: ['164.312(e)(2)(i)', '164.312(c)(2)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'Microsoft', id: 'https://learn.microsoft.com/exchange/security-and-compliance/smime-exo/smime-exo' },
  ],
  aliases: ['EX-18'],
  parameters: {
    remindDays: {
      default: 30,
      tighten: 'higher',
      title: 'Days before the end of a certificate from which it counts as partial',
    },
  },
  reads: [],
  mayRead: ['smimeConfig'],
  evaluate({ smimeConfig }, { organization, parameters, takenAt }) {
    if (organization.choices.smimeInUse === false)
      return notApplicable('The organization declares that it does not use S/MIME.');
    if (!smimeConfig)
      return unknown(
        "Can't tell: the S/MIME settings were not read (Get-SmimeConfig), and nobody has declared that S/MIME is not in use.",
      );
    const { smimeCertificateIssuingCA: authorities, smimeCertificatesExpiryDate: until } = smimeConfig;
    const evidence = (actual: string): Evidence => ({
      id: 'smime-config',
      name: 'S/MIME settings',
      expected: `Certificate authorities that are valid for ${parameters.remindDays} days or more`,
      actual,
      readFrom: 'smimeConfig.smimeCertificateIssuingCA',
    });
    if (!authorities) {
      if (organization.choices.smimeInUse !== true)
        return notApplicable('S/MIME is not set up and not declared to be in use.');
      return fail('S/MIME is declared to be in use, but no certificate authority is loaded.', [evidence('None')], {
        wouldPassIf:
          'The certificate authorities are loaded, or does not apply if you declare that S/MIME is not in use.',
      });
    }
    if (!until)
      return unknown("Can't tell when the certificate authorities for S/MIME expire: the source gives no date.", [
        evidence('Loaded, no end date'),
      ]);
    const left = daysBetween(takenAt, until);
    const wouldPassIf = 'Certificate authorities with a later end date are loaded.';
    if (until <= takenAt)
      return fail(
        `A certificate authority for S/MIME expired on ${until.slice(0, 10)}.`,
        [evidence(`Expired on ${until.slice(0, 10)}`)],
        { wouldPassIf },
      );
    if (left < parameters.remindDays) {
      return partial(
        `A certificate authority for S/MIME expires on ${until.slice(0, 10)}.`,
        [evidence(`Valid until ${until.slice(0, 10)}`)],
        { wouldPassIf },
      );
    }
    return pass(`The certificate authorities for S/MIME are valid until ${until.slice(0, 10)}.`, [
      evidence(`Valid until ${until.slice(0, 10)}`),
    ]);
  },
  remediation: {
    fix: 'Load valid certificate authorities for S/MIME',
    steps: [
      'Export the root and intermediate certificates of the certificate authority into one .sst file.',
      'Load it with the command below in Exchange Online PowerShell.',
    ],
    script: ["Set-SmimeConfig -SMIMECertificateIssuingCA ([System.IO.File]::ReadAllBytes('<file>.sst'))"],
  },
  knownGaps: [
    "The certificates of single people and their end dates are not read: the tenant's collection of authorities is.",
  ],
  assumed: [
    'SMIMECertificatesExpiryDate is the earliest end date in the collection. The criterion is from general knowledge; no other tool checks it.',
  ],
});
