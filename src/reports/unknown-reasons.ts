import type { Assessment, Result } from '../core/assessment.ts';

type UnknownReason = 'person' | 'declare' | 'source' | 'export' | 'permission' | 'unparsable' | 'judged';

/** In words, why something is not known and what to do next. */
export function reasonsFor(assessment: Assessment): Record<UnknownReason, { why: string; next: string }> {
  const scuba = assessment.source.kind === 'scubagear';
  return {
    person: {
      why: 'no API tells, a person has to',
      next: 'Answer them in wardline.yaml under attestations: who says so, since when, until when, with what proof.',
    },
    declare: {
      why: 'the organization has not said what it takes to judge them',
      next: 'Declare it in wardline.yaml, for example which sites and groups hold PHI. Each finding says what it needs; wardline init writes the file.',
    },
    source: {
      why: 'this kind of export does not hold the settings',
      next: 'They need a connection to the tenant, or a person who looks at the portal.',
    },
    export: scuba
      ? {
          why: 'the export does not hold them, though its tool can read them',
          next: 'Export again with a current ScubaGear and all products (-ProductNames *), and check its permissions.',
        }
      : { why: 'this run did not collect the settings', next: 'Each line says what it would have needed.' },
    permission: {
      why: 'the reader had no permission or its call failed',
      next: scuba ? 'Give the permission back and export again.' : 'Give the permission and read again.',
    },
    unparsable: {
      why: 'the source holds values that cannot be understood',
      next: 'Read again; if it stays so, report the place that the finding names.',
    },
    judged: { why: 'what was read does not answer the question', next: 'Each finding says what is missing.' },
  };
}

/** Which of the reasons holds for an unknown result. */
export function reasonOf(result: Result): UnknownReason {
  const [gap] = result.missing;
  if (!gap) {
    const hint = result.wouldPassIf ?? '';
    if (result.why.startsWith('Nobody has attested') || /\byou attest\b/i.test(hint)) return 'person';
    return /\byou declare\b|wardline\.yaml|approvedServices/i.test(`${result.why} ${hint}`) ? 'declare' : 'judged';
  }
  if (gap.reason === 'no-permission') return 'permission';
  if (gap.reason === 'unparsable') return 'unparsable';
  return gap.detail.startsWith('ScubaGear does not read') ? 'source' : 'export';
}
