import type { Assessment, Result } from '../core/assessment.ts';
import { outcomeWords } from '../core/outcome.ts';

const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;
const kinds = {
  pass: 'pass',
  attested: 'pass',
  partial: 'fail',
  fail: 'fail',
  unknown: 'open',
  excepted: 'fail',
  'not-licensed': 'notApplicable',
  'not-applicable': 'notApplicable',
} as const;

/**
 * SARIF 2.1.0. Each control is a rule, each result one entry; `kind` tells pass, fail, open (not known) and not
 * applicable apart, an exception is a suppression. Our own outcome stands in `properties.outcome`.
 */
export function sarifReport(assessment: Assessment): string {
  const rules = assessment.results.map((result) => ({
    id: result.control,
    shortDescription: { text: result.title },
    fullDescription: { text: result.rationale },
    help: { text: `${result.fix.title}. ${result.fix.steps.join(' ')}` },
    defaultConfiguration: { level: levels[result.severity] },
    properties: { tags: ['HIPAA', ...result.citations], severity: result.severity, references: result.references },
  }));
  return JSON.stringify(
    {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Wardline', semanticVersion: assessment.wardline, rules } },
          automationDetails: { id: `${assessment.tenant.id}/${assessment.run}` },
          invocations: [{ executionSuccessful: true, endTimeUtc: assessment.assessedAt }],
          results: assessment.results.map(entry),
        },
      ],
    },
    null,
    2,
  );
}

function entry(result: Result, ruleIndex: number) {
  const kind = kinds[result.outcome];
  return {
    ruleId: result.control,
    ruleIndex,
    kind,
    level: kind === 'fail' ? levels[result.severity] : 'none',
    message: {
      text: `${outcomeWords[result.outcome]}: ${result.why}${result.wouldPassIf ? ` Would pass if: ${result.wouldPassIf}` : ''}`,
    },
    ...(result.resources.length > 0 && {
      locations: result.resources.map((resource) => ({
        logicalLocations: [{ name: resource.name, fullyQualifiedName: resource.id, kind: 'resource' }],
        message: { text: `Expected ${resource.expected}; actual ${resource.actual}; read from ${resource.readFrom}` },
      })),
    }),
    ...(result.exception &&
      !result.exception.expired && {
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: `${result.exception.reason} (${result.exception.approver}, until ${result.exception.until})`,
          },
        ],
      }),
    partialFingerprints: { 'control/v1': result.control },
    properties: { outcome: result.outcome },
  };
}
