import { quoted } from '../core/powershell.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { documentationYears, recordRetention } from '../hipaa/record-retention.ts';
import { type TemplateFound, type TemplateOptions, needed } from './template-plan.ts';

/** One line of the records schedule as a retention label. */
interface Kept {
  name: string;
  years: number;
  comment: string;
  why: string;
}

const id = 'purview.retention-covers-workloads';
const citations = ['164.316(b)(2)(i)', '164.530(j)(2)'];
const policy = 'Retention labels for everybody';
const locations = ['exchangeLocation', 'sharePointLocation', 'oneDriveLocation'];
/** Whole days of so many years, leap days counted in full. */
const daysOf = (years: number): number => Math.ceil(years * 365.25);

/** The schedule: HIPAA's own documents always, medical records where a period of each declared State is known. */
function scheduleOf(states: readonly string[], found: TemplateFound): Kept[] {
  const schedule: Kept[] = [
    {
      name: `HIPAA documentation - keep ${documentationYears} years`,
      years: documentationYears,
      comment:
        'Policies, risk analyses, incident records, training, notices, agreements. Keeps them and encrypts nothing.',
      why: `HIPAA asks for its documentation to be kept for ${documentationYears} years.`,
    },
  ];
  const known = recordRetention.filter(({ state }) => states.includes(state));
  const missing = states.filter((state) => !known.some((entry) => entry.state === state));
  const basis = known.map(({ state, years, of }) => `${state} ${years} years (${of})`).join('; ');
  const minors = known.flatMap(({ state, minors: longer }) => (longer ? [`${state}: ${longer}`] : []));
  if (known.length > 0 && missing.length === 0) {
    const years = Math.max(documentationYears, ...known.map((entry) => entry.years));
    schedule.push({
      name: `Medical records - keep ${years} years`,
      years,
      comment: `Charts of adults. Confirm with counsel: ${basis}. Keeps them and encrypts nothing.`,
      why: `State law sets how long charts are kept: ${basis}.`,
    });
  }
  if (states.length > 0)
    found.byHand.push({
      control: id,
      title: 'Confirm how long medical records must be kept',
      steps: [
        ...(basis === '' ? [] : [`By secondary sources: ${basis}. Have counsel confirm it for your kind of license.`]),
        ...(minors.length > 0 ? [`Records of minors are kept longer: ${minors.join('; ')}.`] : []),
        ...(missing.length > 0
          ? [`No period that could be relied on is known for ${missing.join(', ')}: no label for charts is planned.`]
          : []),
        'The labels only keep: nothing is deleted when their time ends, until somebody decides so.',
      ],
    });
  return schedule;
}

/** Retention labels of the schedule and their publication. They stand apart from sensitivity labels in name and in kind. */
export function retentionSteps(snapshot: Snapshot, { organization }: TemplateOptions, found: TemplateFound): void {
  const labels = needed(snapshot, 'retentionLabels');
  const policies = needed(snapshot, 'retentionPolicies');
  const rules = needed(snapshot, 'retentionRules');
  const schedule = scheduleOf(organization.states, found);
  for (const kept of schedule) {
    const present = labels.find(({ name }) => name?.toLowerCase() === kept.name.toLowerCase());
    if (!present) found.steps.push(labelStep(kept));
    else if (Number(present.retentionDuration) < daysOf(kept.years))
      found.byHand.push({
        control: id,
        title: `Retention label ${kept.name} keeps too short`,
        steps: [
          `It keeps ${present.retentionDuration} days; ${daysOf(kept.years)} are needed. Make it longer in the portal.`,
        ],
      });
  }
  const published = rules.flatMap(({ publishComplianceTag }) => (publishComplianceTag ?? '').split(',').slice(-1));
  const open = schedule.filter(({ name }) => !published.some((tag) => tag.trim().toLowerCase() === name.toLowerCase()));
  if (open.length === 0) return;
  const exists = policies.find(({ name }) => name?.toLowerCase() === policy.toLowerCase());
  if (!exists) found.steps.push(policyStep());
  for (const kept of open) found.steps.push(publishStep(kept));
}

const common = { controls: [id], severity: 'medium' as const, citations };

function labelStep({ name, years, comment, why }: Kept): TemplateFound['steps'][number] {
  const days = String(daysOf(years));
  return {
    change: {
      section: 'retentionLabels',
      operation: 'create',
      match: { name },
      values: {
        ...{ name, comment, retentionAction: 'Keep', retentionDuration: days },
        ...{ retentionType: 'ModificationAgeInDays', isRecordLabel: false },
      },
      call: `New-ComplianceTag -Name ${quoted(name)} -Comment ${quoted(comment)} -RetentionAction Keep -RetentionDuration ${days} -RetentionType ModificationAgeInDays -IsRecordLabel $false`,
      summary: `Make retention label ${name} (${days} days from the last change)`,
      notice: 'Nobody until it is published and applied. It keeps and encrypts nothing.',
      undo: 'restore',
    },
    ...common,
    why,
    key: `tag ${name}`,
  };
}

function policyStep(): TemplateFound['steps'][number] {
  return {
    change: {
      section: 'retentionPolicies',
      operation: 'create',
      match: { name: policy },
      values: { name: policy, enabled: true, ...Object.fromEntries(locations.map((location) => [location, ['All']])) },
      call: `New-RetentionCompliancePolicy -Name ${quoted(policy)} -ExchangeLocation All -SharePointLocation All -OneDriveLocation All`,
      summary: `Make retention policy ${policy}, which publishes retention labels`,
      notice: 'Nobody: it holds nothing by itself.',
      undo: 'restore',
    },
    ...common,
    why: 'A retention label that is not published cannot be chosen.',
    key: policy,
  };
}

function publishStep({ name }: Kept): TemplateFound['steps'][number] {
  return {
    change: {
      section: 'retentionRules',
      operation: 'create',
      match: { publishComplianceTag: name },
      values: { policy, publishComplianceTag: name },
      call: `New-RetentionComplianceRule -Policy ${quoted(policy)} -PublishComplianceTag ${quoted(name)}`,
      summary: `Publish retention label ${name}`,
      notice:
        'Everybody, within a week: the label can be chosen on files and mail. A file that carries it cannot be purged early.',
      undo: 'restore',
    },
    ...common,
    why: 'A retention label that is not published cannot be chosen.',
    needs: [`tag ${name}`, policy],
  };
}
