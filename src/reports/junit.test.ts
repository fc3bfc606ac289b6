import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoAssessment, fewOfEach, hostileTexts, poisoned, stated } from '../../test/assessments.ts';
import { junitReport } from './junit.ts';

/** Element names in the order of their tags; throws where XML 1.0 would not parse. The browser test parses it for real. */
function tagsOf(xml: string): string[] {
  const open: string[] = [];
  const all: string[] = [];
  const rest = xml.replace(/^<\?xml [^?]*\?>\s*/, '');
  assert.doesNotMatch(rest, /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u, 'a character XML forbids');
  const token = /<(\/?)([a-z]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>|([^<>]+)/gy;
  let end = 0;
  for (let match = token.exec(rest); match; match = token.exec(rest)) {
    end = token.lastIndex;
    assert.doesNotMatch(match[3] ?? match[5] ?? '', /&(?!(amp|lt|gt|quot|#39);)/, 'a bare ampersand');
    if (match[5] !== undefined) continue;
    if (match[1]) assert.equal(open.pop(), match[2], 'an element closes another');
    else {
      all.push(match[2]!);
      if (!match[4]) open.push(match[2]!);
    }
  }
  assert.equal(end, rest.length, `cannot be parsed from: ${rest.slice(end, end + 60)}`);
  assert.deepEqual(open, []);
  return all;
}

describe('junitReport', async () => {
  const assessment = fewOfEach(await demoAssessment(stated), 3);
  const xml = junitReport(assessment);
  const numbers = (tag: string) =>
    Object.fromEntries(
      [...tag.matchAll(/ (tests|failures|errors|skipped)="(\d+)"/g)].map(([, key, n]) => [key, Number(n)]),
    );

  it('is well formed and holds each control once', () => {
    const tags = tagsOf(xml);
    assert.equal(tags[0], 'testsuites');
    assert.equal(tags.filter((tag) => tag === 'testcase').length, assessment.results.length);
  });

  it('counts: fail and partial are failures, unknown is an error, what asks for nothing is skipped', () => {
    const { counts } = assessment;
    assert.deepEqual(numbers(/<testsuites[^>]*>/.exec(xml)![0]), {
      tests: assessment.results.length,
      failures: counts.fail + counts.partial,
      errors: counts.unknown,
      skipped: counts.excepted + counts['not-licensed'] + counts['not-applicable'],
    });
  });

  it('the totals of the suites add up', () => {
    const suites = [...xml.matchAll(/<testsuite [^>]*>/g)].map(([tag]) => numbers(tag));
    const total = numbers(/<testsuites[^>]*>/.exec(xml)![0]);
    for (const key of ['tests', 'failures', 'errors', 'skipped'])
      assert.equal(
        suites.reduce((sum, suite) => sum + suite[key]!, 0),
        total[key],
        key,
      );
  });

  it('an unknown never looks like a pass', () => {
    for (const result of assessment.results.filter((entry) => entry.outcome === 'unknown'))
      assert.match(xml, new RegExp(`classname="${result.control}"[^>]*>\\s*<error `));
  });

  for (const [name, text] of Object.entries({ ...hostileTexts, 'ten thousand characters': 'x<'.repeat(5_000) }))
    it(`stays well formed with ${name}`, () => {
      const tags = tagsOf(junitReport(poisoned(assessment, text)));
      assert.equal(tags.filter((tag) => tag === 'testcase').length, assessment.results.length);
    });
});
