import type { Result } from '../../core/assessment.ts';
import { controls } from '../../controls/index.ts';
import type { Control } from '../../core/control.ts';
import { WardlineError } from '../../core/errors.ts';
import { type Severity, isAtLeast, severities } from '../../core/severity.ts';
import { countOutcomes, outcomeWords } from '../../core/outcome.ts';
import { assessFrom, assessOptions, assessSnapshot, loadOrganization } from '../assessment.ts';
import { type CommandResult, type Invocation, defineCommand } from '../command.ts';
import { assessmentText } from '../assessment-text.ts';
import type { Assessment } from '../../core/assessment.ts';

export const assessCommand = defineCommand<Result>({
  path: ['assess'],
  summary: "judge a tenant's settings against the HIPAA safeguards",
  details: `Without --from it judges the latest snapshot of a connected tenant (wardline connect, then collect).
Else settings come from an export. With ScubaGear (free, by CISA; it only reads), on Windows PowerShell:
  Install-Module ScubaGear; Initialize-SCuBA; Invoke-SCuBA -ProductNames *
Then give its ProviderSettingsExport.json or ScubaResults_*.json:
  wardline assess --from ProviderSettingsExport.json
  wardline assess --from ScubaResults_1a2b.json --out report.html
  wardline assess --from export.json --baseline hospital --fail-on high -o junit

The assessment of a connected tenant is kept and moves its findings, unless --as-of asks of another day.
Exit codes: 0 done, 3 findings at or above --fail-on, 6 done but the source failed to read
something it tried to read, 64 wrong usage, 65 the file cannot be used.`,
  arguments: [],
  options: [
    ...assessOptions,
    { flags: '--tenant <tenant>', summary: 'without --from: the latest snapshot of this tenant (id, domain or name)' },
    { flags: '--home <folder>', summary: 'the data folder (WARDLINE_HOME, ~/.wardline)' },
    {
      flags: '--fail-on <severity>',
      summary: 'exit with 3 when a control of this severity or above fails or is partial',
      choices: severities,
    },
    { flags: '--only <ids>', summary: 'only these controls: ids, aliases or SCuBA policy ids, separated by commas' },
    { flags: '--all', summary: 'list every control on the terminal, not only the open ones' },
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md', 'html', 'junit', 'sarif', 'oscal'],
  async run(invocation) {
    const { options } = invocation;
    const { from } = options;
    const assessment = typeof from === 'string' ? await assessFrom(invocation, from) : await assessLatest(invocation);
    const shown = narrowed(assessment, options['only']);
    return {
      ...assessmentResult(shown, options['all'] === true),
      exit: exitOf(shown, options['failOn'] as Severity | undefined),
    };
  },
});

/** The latest whole snapshot of a connected tenant. Where nothing was ever connected, no store is started. */
async function assessLatest(invocation: Invocation): Promise<Assessment> {
  const { latestSnapshot, hasHome, chosenTenant, withStore } = await import('../live.ts');
  if (!hasHome(invocation)) {
    throw new WardlineError(
      'usage',
      'assess needs --from FILE, or a tenant that was connected and collected.',
      "Give ScubaGear's ProviderSettingsExport.json or ScubaResults*.json; `wardline assess --help` says how to make one.",
    );
  }
  return withStore(invocation, async (store) => {
    const { clockOf } = await import('../tenant-clock.ts');
    const tenant = await chosenTenant(store, invocation.options['tenant']);
    const { id, snapshot } = await latestSnapshot(store, tenant);
    const now = await clockOf(store, invocation.env, tenant);
    const at = now();
    const assessment = assessSnapshot(invocation, snapshot, `snapshot ${id}`, at);
    // What would be on another day moves no finding.
    if (invocation.options['asOf'] === undefined) {
      const { keepAssessment } = await import('../recheck.ts');
      const { organization } = loadOrganization(invocation.options['organization'], invocation.cwd);
      await keepAssessment(store, tenant, assessment, { snapshotId: id, organization });
    }
    return assessment;
  });
}

/** An assessment in every form it can be printed in. */
export function assessmentResult(assessment: Assessment, all: boolean): CommandResult<Result> {
  const unread = assessment.unrecognized;
  return {
    data: assessment,
    rows: assessment.results,
    columns: [
      { title: 'Control', value: (result) => result.control },
      { title: 'Outcome', value: (result) => outcomeWords[result.outcome] },
      { title: 'Severity', value: (result) => result.severity },
      { title: 'Title', value: (result) => result.headline },
      { title: 'Why', value: (result) => result.why },
      { title: 'Citations', value: (result) => result.citations.join(' ') },
      {
        title: 'References',
        value: (result) =>
          result.references
            .filter((reference) => reference.source !== 'Microsoft')
            .map((reference) => reference.id)
            .join(' '),
      },
      {
        title: 'Resources',
        value: (result) => result.resources.map((resource) => `${resource.name}: ${resource.actual}`).join('; '),
      },
      { title: 'Would pass if', value: (result) => result.wouldPassIf ?? '' },
      { title: 'Fix', value: (result) => result.fix.title },
    ],
    text: (terminal) => assessmentText(assessment, terminal, all),
    render: {
      md: async () => (await import('../../reports/assessment-markdown.ts')).assessmentMarkdown(assessment),
      html: async () => (await import('../../reports/html/report.ts')).htmlReport(assessment),
      junit: async () => (await import('../../reports/junit.ts')).junitReport(assessment),
      sarif: async () => (await import('../../reports/sarif.ts')).sarifReport(assessment),
      oscal: async () => (await import('../../reports/oscal.ts')).oscalReport(assessment),
    },
    messages:
      unread.length > 0
        ? [
            `${unread.length} keys of the file are kept but not read by this version: ${unread.slice(0, 8).join(', ')}${unread.length > 8 ? ', …' : ''}`,
          ]
        : [],
  };
}

/** Ids of the controls that `--only` names by id, alias or policy id. Throws `not-found`. */
export function controlIds(only: string): string[] {
  const wanted = only
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const names = ({ id, aliases, references }: Control) =>
    [id, ...aliases, ...references.map((reference) => reference.id)].map((name) => name.toLowerCase());
  const strange = wanted.filter((name) => !controls.some((control) => names(control).includes(name)));
  if (strange.length > 0)
    throw new WardlineError(
      'not-found',
      `No control is called ${strange.join(', ')}.`,
      '`wardline controls list` names them all.',
    );
  return controls.filter((control) => names(control).some((name) => wanted.includes(name))).map(({ id }) => id);
}

function narrowed(assessment: Assessment, only: unknown): Assessment {
  if (typeof only !== 'string') return assessment;
  const ids = controlIds(only);
  const results = assessment.results.filter((result) => ids.includes(result.control));
  return {
    ...assessment,
    results,
    counts: countOutcomes(results),
    notices: [
      ...assessment.notices,
      `Only ${results.length} of ${assessment.results.length} controls are shown; the score is of all.`,
    ],
  };
}

function exitOf(assessment: Assessment, failOn: Severity | undefined): number {
  const open = assessment.results.filter((result) => result.outcome === 'fail' || result.outcome === 'partial');
  if (failOn && open.some((result) => isAtLeast(result.severity, failOn))) return 3;
  const failed = assessment.results.some((result) =>
    result.missing.some((gap) => gap.reason === 'no-permission' || gap.reason === 'unparsable'),
  );
  return failed ? 6 : 0;
}
