import { fileURLToPath } from 'node:url';
import { readSettingsFile } from '../src/connectors/settings-file/read.ts';
import { clinic } from '../src/controls/baselines/clinic.ts';
import { controls } from '../src/controls/index.ts';
import type { Assessment, Result } from '../src/core/assessment.ts';
import { type Organization, noOrganization } from '../src/core/organization.ts';
import { countOutcomes, outcomes } from '../src/core/outcome.ts';
import { assess } from '../src/engine/assess.ts';

const at = '2026-11-20T12:00:00.000Z';

/** The demo clinic, assessed. What the organization states gives the two outcomes that come from people. */
export async function demoAssessment(stated: Partial<Organization> = {}): Promise<Assessment> {
  const file = fileURLToPath(new URL('../demo/texas-clinic.json', import.meta.url));
  return assess(await readSettingsFile(file, at), {
    controls,
    organization: { ...noOrganization, ...stated },
    baseline: clinic,
    at,
    version: '0.0.0-test',
    files: { settings: 'texas-clinic.json' },
  });
}

/** An attestation, an exception that runs, one that has ended and a decision: all eight outcomes appear. */
export const stated: Partial<Organization> = {
  name: 'Larkmeadow Family Clinic',
  states: ['TX'],
  attestations: [
    {
      control: 'entra.app-passwords-off',
      statement: 'The box is selected.',
      by: 'Ruth Medrano',
      on: '2026-11-01',
      until: '2027-04-01',
      proof: 'Screenshot in the compliance folder',
    },
  ],
  exceptions: [
    {
      control: 'exchange.imap-pop-off',
      reason: 'The billing scanner reads mail by IMAP.',
      compensating: 'It stands in its own network.',
      approver: 'Ruth Medrano',
      until: '2027-01-31',
    },
    {
      control: 'sharepoint.guests-expire',
      reason: 'The auditors were guests.',
      compensating: 'None.',
      approver: 'Ruth Medrano',
      until: '2026-10-31',
    },
  ],
  decisions: [
    {
      citation: '164.312(a)(2)(iii)',
      decision: 'alternative',
      reason: 'Screens lock after five minutes.',
      alternative: 'Screen lock',
      by: 'Ruth Medrano',
      on: '2026-09-01',
    },
  ],
};

/** A few controls of each outcome, so that a test is quick; counts follow. */
export function fewOfEach(assessment: Assessment, most: number): Assessment {
  const results = outcomes.flatMap((outcome) =>
    assessment.results.filter((result) => result.outcome === outcome).slice(0, most),
  );
  const kept = new Set(results.map((result) => result.control));
  return {
    ...assessment,
    results,
    counts: countOutcomes(results),
    citations: assessment.citations.map((entry) => ({
      ...entry,
      controls: entry.controls.filter((control) => kept.has(control)),
      counts: countOutcomes(results.filter((result) => result.citations.includes(entry.citation))),
    })),
  };
}

/** The assessment with the text in every field that holds a name out of a tenant or a sentence out of wardline.yaml. */
export function poisoned(assessment: Assessment, text: string): Assessment {
  const copy = structuredClone(assessment);
  const replace = <T extends object>(record: T | undefined, ...keys: (keyof T)[]) => {
    for (const key of keys) if (record && typeof record[key] === 'string') record[key] = text as T[keyof T];
  };
  replace(copy.tenant, 'name', 'domain', 'id');
  replace(copy.source, 'tool', 'file', 'run');
  replace(copy.organization, 'name', 'file');
  copy.unrecognized = [text];
  copy.notices = [...copy.notices, text];
  for (const entry of copy.citations) replace(entry.decision, 'reason', 'alternative', 'by');
  copy.results.forEach((result, index) => poisonResult(result, text, index, replace));
  return copy;
}

function poisonResult(
  result: Result,
  text: string,
  index: number,
  replace: <T extends object>(record: T | undefined, ...keys: (keyof T)[]) => void,
): void {
  replace(result, 'why', 'wouldPassIf');
  for (const resource of result.resources) {
    replace(resource, 'name', 'expected', 'actual', 'readFrom');
    resource.id = `${text} ${index}`;
  }
  for (const gap of result.missing) replace(gap, 'detail');
  replace(result.exception, 'reason', 'compensating', 'approver');
  replace(result.attestation, 'statement', 'by', 'proof');
  for (const change of result.fix.changes) replace(change, 'summary', 'call', 'notice', 'undo');
}

/** Text that breaks out of what it stands in where it is not escaped. */
export const hostileTexts: Record<string, string> = {
  'a script element': '<script>window.ran = 1</script>',
  'the end of a style': '</style><script>window.ran = 1</script>',
  'the end of a script': '</script><script>window.ran = 1</script>',
  'the end of a title': '</title><img src=x onerror=window.ran=1>',
  'the end of a double-quoted value': '"><img src=x onerror="window.ran=1">',
  'the end of a single-quoted value': "' onfocus='window.ran=1' autofocus='",
  'an event in an attribute': '" onmouseover="window.ran=1" x="',
  'the end of a section': ']]><x/> &amp; &lt;b&gt; <!-- -->',
  'control characters': 'a\u0000b\u0007c\u001b[31md\u0085e\ud800f',
  'an emoji and a change of direction': 'Klinik 🏥 \u202ecod.exe',
  'a formula': '=HYPERLINK("http://192.0.2.1/","x")',
  markup: '| **x** `y` [z](http://192.0.2.1) # \n- item',
};
