import type { Assessment, Result } from '../core/assessment.ts';
import { outcomeWords } from '../core/outcome.ts';
import { serviceNames, services } from '../core/section.ts';
import { xmlText } from './xml.ts';

/**
 * JUnit XML for build servers, one suite per service. Fail and partial are failures; unknown is an error, because a
 * green build must not hide it; what does not apply, is not licensed or is excepted is skipped with its reason.
 */
export function junitReport(assessment: Assessment): string {
  const groups = services
    .map((service) => ({ service, results: assessment.results.filter((result) => result.service === service) }))
    .filter(({ results }) => results.length > 0);
  const suites = groups.map(({ service, results }) => {
    const cases = results.map(testCase).join('');
    return `  <testsuite name="${xmlText(serviceNames[service])}" ${totals(results)} timestamp="${assessment.takenAt.slice(0, 19)}">\n${cases}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xmlText(`Wardline ${assessment.tenant.name}`)}" ${totals(assessment.results)}>\n${suites.join('')}</testsuites>\n`;
}

function kindOf(result: Result): 'failure' | 'error' | 'skipped' | undefined {
  switch (result.outcome) {
    case 'fail':
    case 'partial':
      return 'failure';
    case 'unknown':
      return 'error';
    case 'excepted':
    case 'not-licensed':
    case 'not-applicable':
      return 'skipped';
    case 'pass':
    case 'attested':
      return undefined;
  }
}

function totals(results: readonly Result[]): string {
  const count = (kind: string) => results.filter((result) => kindOf(result) === kind).length;
  return `tests="${results.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function testCase(result: Result): string {
  const open = `    <testcase classname="${xmlText(result.control)}" name="${xmlText(result.title)}"`;
  const kind = kindOf(result);
  if (!kind) return `${open}/>\n`;
  const message = xmlText(`${outcomeWords[result.outcome]}: ${result.why}`);
  const type = kind === 'skipped' ? '' : ` type="${result.outcome}"`;
  const details = result.resources.map(
    (resource) => `${resource.name}: expected ${resource.expected}, actual ${resource.actual} (${resource.readFrom})`,
  );
  const body = kind === 'skipped' || details.length === 0 ? '/>' : `>${xmlText(details.join('\n'))}</${kind}>`;
  return `${open}>\n      <${kind}${type} message="${message}"${body}\n    </testcase>\n`;
}
