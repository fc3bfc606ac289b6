import { millis } from '../../core/clock.ts';
import { defineControl } from '../../core/control.ts';
import { type Evidence, type Verdict, fail, partial, unknown } from '../../core/verdict.ts';

/** Words an attestation's `details` may use for each fact of the agreement; case, spaces and dashes do not matter. */
const facts = {
  effectiveDate: ['effectivedate', 'effective'],
  document: ['document'],
  acceptance: ['signatory', 'signedby', 'acceptance', 'acceptedby', 'acceptancebyterms', 'acceptedbyterms'],
  tenant: ['tenant', 'tenantid'],
} as const;
const words = {
  effectiveDate: 'the effective date (YYYY-MM-DD)',
  document: 'the document with its version or date',
  acceptance: 'the signatory, or the acceptance by Product Terms',
} as const;

function detail(details: Readonly<Record<string, string>>, fact: keyof typeof facts): string | undefined {
  const found = Object.entries(details).find(([key, value]) => {
    const name = key.toLowerCase().replace(/[^a-z]/g, '');
    return (facts[fact] as readonly string[]).includes(name) && value.trim() !== '';
  });
  return found?.[1].trim();
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(millis(text));
}

/**
 * The rule of the PHI gate: PHI may lie in Microsoft 365 only while this control's outcome is `attested`.
 *
 * No API knows of the agreement, so it can never be a pass. Nothing on file is `unknown`, because Microsoft's terms
 * may bind without anybody having noted it. A complete record that counts for this tenant now is `unknown` here too:
 * the engine turns that into `attested`, because a valid attestation exists. What a person stated and is wrong is
 * `fail` (ended, not yet in force, another tenant's) or `partial` (a fact is missing: not proven).
 */
export const microsoftBaa = defineControl({
  id: 'organization.microsoft-baa',
  title: 'A business associate agreement with Microsoft is in force',
  finding: 'The business associate agreement with Microsoft is not in force or not proven',
  severity: 'critical',
  rationale:
    "Microsoft holds your patients' data, so HIPAA wants its duties in writing before the first file arrives. For covered entities Microsoft's agreement comes with the Product Terms and Data Protection Addendum: there is usually nothing to sign, but you must be able to show which version binds since when.",
  citations: ['164.308(b)(1)', '164.308(b)(3)', '164.314(a)(1)'],
  responsibility: 'both',
  effort: 'hours',
  userImpact: 'none',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/compliance/regulatory/offering-hipaa-hitech' }],
  aliases: ['OR-01'],
  reads: [],
  mayRead: ['organizationContact'],
  evaluate(_settings, { attestation, organization, tenant, takenAt }): Verdict {
    const evidence = (actual: string): Evidence => ({
      id: 'microsoft-baa',
      name: 'Business associate agreement with Microsoft',
      expected: `in force for tenant ${tenant.id}, with effective date, document, and signatory or acceptance`,
      actual,
      readFrom: 'organizationContact.id',
    });
    const wouldPassIf =
      'You attest the agreement in wardline.yaml with effective date, document, and signatory or acceptance.';
    if (!attestation) {
      const last = organization.attestations
        .filter((entry) => entry.control === 'organization.microsoft-baa')
        .toSorted((a, b) => b.until.localeCompare(a.until))[0];
      return last
        ? fail(`The record of the agreement ended on ${last.until} and was not renewed.`, [
            evidence(`attested by ${last.by} until ${last.until} (wardline.yaml)`),
          ])
        : unknown("Can't tell: no agreement with Microsoft is on file, and no API knows of it.", [], { wouldPassIf });
    }
    const details = attestation.details ?? {};
    const effective = detail(details, 'effectiveDate');
    const boundTo = detail(details, 'tenant');
    if (boundTo && boundTo.toLowerCase() !== tenant.id.toLowerCase()) {
      return fail('The agreement on file is of another tenant.', [evidence(`for tenant ${boundTo} (wardline.yaml)`)]);
    }
    const day = takenAt.slice(0, 10);
    if (effective && isDay(effective) && effective > day) {
      return fail(`The agreement is not in force before ${effective}.`, [
        evidence(`effective ${effective}, settings read ${day} (wardline.yaml)`),
      ]);
    }
    const given = {
      effectiveDate: effective && isDay(effective),
      document: detail(details, 'document'),
      acceptance: detail(details, 'acceptance'),
    };
    const missing = (['effectiveDate', 'document', 'acceptance'] as const).filter((fact) => !given[fact]);
    if (missing.length > 0) {
      const lacking = missing.map((fact) => words[fact]).join('; ');
      return partial(
        `An agreement is attested but not proven: the record lacks ${lacking}.`,
        [evidence(`lacks ${lacking} (wardline.yaml)`)],
        {
          wouldPassIf: `The attestation's details name ${lacking}.`,
        },
      );
    }
    return unknown(
      `The record is complete: ${given.document}, effective ${effective}, ${given.acceptance}. No API can confirm it.`,
      [evidence(`${given.document}, effective ${effective}, ${given.acceptance} (wardline.yaml)`)],
    );
  },
  attest: {
    question:
      'Does a business associate agreement with Microsoft bind for this tenant, and since when (details: effectiveDate, document, and signatory or acceptance)?',
    proof:
      'The agreement or the Product Terms and Data Protection Addendum with their date, kept six years, and who confirmed that you are a covered entity or business associate.',
    validDays: 365,
  },
  remediation: {
    fix: 'Put the agreement with Microsoft on file',
    steps: [
      'Save the Data Protection Addendum of your subscription with its date, and the HIPAA Business Associate Agreement that it names (Microsoft Service Trust Portal).',
      'Note who confirms that you are a covered entity or business associate, and since when the subscription runs.',
      'Attest it in wardline.yaml with details: effectiveDate, document, and signatory, or acceptance: product-terms; tenant binds it to one tenant.',
      'Look again each year and when Microsoft changes the addendum.',
    ],
  },
  knownGaps: [
    'Wardline holds the record against itself and this tenant; it does not read the document.',
    'Which services the agreement covers is judged by organization.services-in-baa-scope.',
    'Whether PHI arrived before the effective date is not judged here.',
  ],
});
