import { createHash } from 'node:crypto';
import type { Assessment, CitationResult, Resource, Result } from '../core/assessment.ts';
import { outcomeWords, outcomes } from '../core/outcome.ts';
import type { Provision } from '../hipaa/provision.ts';

/** The OSCAL version that the output is validated against. */
const oscalVersion = '1.0.6';
/** Namespace of our own props. */
const ns = 'urn:wardline:ns:oscal';

/**
 * OSCAL control ids are tokens: no parentheses, no leading digit. `164.308(a)(1)(ii)(A)` is
 * `hipaa-164.308.a.1.ii.A`; the citation itself stands in a `label` prop.
 */
export function oscalControlId(citation: string): string {
  return `hipaa-${citation.replace(/\s*-\s*/g, '-').replaceAll(/\(([^)]+)\)/g, '.$1')}`;
}

/**
 * OSCAL assessment-results: one observation per control with its evidence, one finding per citation. OSCAL knows
 * only satisfied and not-satisfied; what the eight outcomes say beyond that stands in props and in the reason.
 */
export function oscalReport(assessment: Assessment): string {
  const uuid = (name: string) => uuidFrom(`${assessment.tenant.id}/${assessment.run}/${name}`);
  const cited = assessment.citations.filter((entry) => entry.controls.length > 0);
  return JSON.stringify(
    {
      'assessment-results': {
        uuid: uuid('results'),
        metadata: {
          title: `HIPAA safeguards in Microsoft 365: ${assessment.tenant.name}`,
          'last-modified': assessment.assessedAt,
          version: assessment.run,
          'oscal-version': oscalVersion,
          remarks: assessment.notices.join(' '),
        },
        'import-ap': { href: `#${uuid('plan')}` },
        results: [
          {
            uuid: uuid('result'),
            title: `Wardline ${assessment.wardline}, baseline ${assessment.baseline.title}`,
            description: `All controls over the settings read by ${assessment.source.tool}.`,
            start: assessment.takenAt,
            end: assessment.assessedAt,
            props: [
              ...props({ score: String(assessment.score.today), tenant: assessment.tenant.id }),
              ...outcomes.map((outcome) => prop(`count-${outcome}`, String(assessment.counts[outcome]))),
            ],
            'reviewed-controls': {
              'control-selections': [
                { 'include-controls': cited.map((entry) => ({ 'control-id': oscalControlId(entry.citation) })) },
              ],
            },
            observations: assessment.results.map((result) => observation(result, assessment, uuid)),
            findings: cited.map((entry) => finding(entry, assessment.results, uuid)),
          },
        ],
        'back-matter': {
          resources: [
            {
              uuid: uuid('plan'),
              title: 'Assessment plan',
              description: `Every Wardline control at baseline ${assessment.baseline.id} over one snapshot of the tenant's settings; attestations and exceptions out of the organization file.`,
            },
            {
              uuid: uuid('source'),
              title: 'Settings',
              description: `${assessment.source.tool}${assessment.source.file ? `, file ${assessment.source.file}` : ''}, read ${assessment.takenAt}.`,
            },
          ],
        },
      },
    },
    null,
    2,
  );
}

function observation(result: Result, assessment: Assessment, uuid: (name: string) => string) {
  const attested = result.outcome === 'attested';
  return {
    uuid: uuid(`observation/${result.control}`),
    title: result.headline,
    description: result.why,
    props: props({ control: result.control, outcome: result.outcome, severity: result.severity }),
    methods: [attested ? 'INTERVIEW' : 'TEST'],
    types: ['control-objective'],
    ...(result.resources.length > 0 && { subjects: subjects(result.resources, assessment) }),
    'relevant-evidence': [
      {
        href: `#${uuid('source')}`,
        description: attested
          ? `Attestation by ${result.attestation?.by}, proof: ${result.attestation?.proof}`
          : `Settings read by ${assessment.source.tool}`,
      },
      ...result.resources.map((resource) => ({
        description: `${resource.name}: expected ${resource.expected}; actual ${resource.actual}; ${resource.readFrom}`,
      })),
    ],
    collected: assessment.takenAt,
    ...(result.attestation && attested && { expires: `${result.attestation.until}T23:59:59Z` }),
  };
}

function subjects(resources: readonly Resource[], assessment: Assessment) {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  return [...byId.values()].map((resource) => ({
    'subject-uuid': uuidFrom(`${assessment.tenant.id}/resource/${resource.id}`),
    type: 'resource',
    title: resource.name,
    props: props({ id: resource.id }),
  }));
}

function finding(entry: CitationResult, results: readonly Result[], uuid: (name: string) => string) {
  const own = results.filter((result) => entry.controls.includes(result.control));
  const judged = own.filter((result) => result.outcome !== 'not-applicable');
  const holds =
    judged.length > 0 && judged.every((result) => result.outcome === 'pass' || result.outcome === 'attested');
  const counts = outcomes
    .filter((outcome) => entry.counts[outcome] > 0)
    .map((outcome) => `${outcomeWords[outcome].toLowerCase()} ${entry.counts[outcome]}`);
  return {
    uuid: uuid(`finding/${entry.citation}`),
    title: `45 CFR ${entry.citation} ${entry.title}`,
    description: `${own.length} controls serve this citation: ${counts.join(', ')}.${entry.decision ? ` Decision on record: ${entry.decision.decision}, ${entry.decision.reason}` : ''}`,
    props: [
      prop('label', entry.citation),
      prop('designation', entry.designation),
      ...outcomes.map((outcome) => prop(`count-${outcome}`, String(entry.counts[outcome]))),
    ],
    target: {
      type: 'objective-id',
      'target-id': oscalControlId(entry.citation),
      status: {
        state: holds ? 'satisfied' : 'not-satisfied',
        reason: holds
          ? 'pass'
          : own.some((result) => result.outcome === 'fail' || result.outcome === 'partial')
            ? 'fail'
            : 'other',
      },
    },
    'related-observations': own.map((result) => ({ 'observation-uuid': uuid(`observation/${result.control}`) })),
  };
}

/** The regulation as an OSCAL catalog; assessment results speak of its control ids. */
export function oscalCatalog(provisions: readonly Provision[], version: string, lastModified: string): string {
  const groups = Map.groupBy(provisions, (entry) => entry.citation.split('(', 1)[0]!);
  return JSON.stringify(
    {
      catalog: {
        uuid: uuidFrom('catalog/hipaa'),
        metadata: {
          title: 'HIPAA, 45 CFR Part 164, in our own words',
          'last-modified': lastModified,
          version,
          'oscal-version': oscalVersion,
          remarks:
            'Not legal advice. Each control carries its source, the date it was last checked and the confidence.',
        },
        groups: [...groups].map(([section, entries]) => ({
          // A section without paragraphs is a control too, so its group cannot have the same id.
          id: oscalControlId(section).replace('hipaa-', 'hipaa-section-'),
          title: `45 CFR ${section}`,
          controls: entries.map(catalogControl),
        })),
      },
    },
    null,
    2,
  );
}

function catalogControl(entry: Provision) {
  return {
    id: oscalControlId(entry.citation),
    title: entry.title,
    props: [
      prop('label', entry.citation),
      prop('designation', entry.designation),
      prop('confidence', entry.confidence),
      ...(entry.lastChecked ? [prop('last-checked', entry.lastChecked)] : []),
    ],
    links: [{ href: entry.source.url, rel: 'reference' }],
    parts: [
      { id: `${oscalControlId(entry.citation)}_smt`, name: 'statement', prose: entry.meaning },
      { id: `${oscalControlId(entry.citation)}_gdn`, name: 'guidance', prose: entry.guidance },
    ],
  };
}

function prop(name: string, value: string) {
  // `label` is OSCAL's own name; every other one is ours.
  return { name, ...(name !== 'label' && { ns }), value: value.replace(/\s+/g, ' ').trim() || '-' };
}

function props(values: Record<string, string>) {
  return Object.entries(values).map(([name, value]) => prop(name, value));
}

/** A name-based UUID (RFC 4122 version 5, URL namespace), so that equal runs give equal ids. */
function uuidFrom(name: string): string {
  const namespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');
  const hash = createHash('sha1').update(namespace).update(`urn:wardline:${name}`).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
