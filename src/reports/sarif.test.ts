import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoAssessment, fewOfEach, hostileTexts, poisoned, stated } from '../../test/assessments.ts';
import { sarifReport } from './sarif.ts';

interface Log {
  version: string;
  runs: {
    tool: { driver: { rules: { id: string; shortDescription: { text: string } }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      kind: string;
      level: string;
      message: { text: string };
      locations?: { logicalLocations: { name: string }[] }[];
      suppressions?: { kind: string; status: string; justification: string }[];
      partialFingerprints: Record<string, string>;
      properties: { outcome: string };
    }[];
  }[];
}

describe('sarifReport', async () => {
  const assessment = fewOfEach(await demoAssessment(stated), 3);
  const log = JSON.parse(sarifReport(assessment)) as Log;
  const [run] = log.runs;

  it('is SARIF 2.1.0 with one run', () => assert.deepEqual([log.version, log.runs.length], ['2.1.0', 1]));

  it('every result points at its rule, every rule exists once', () => {
    const ids = run!.tool.driver.rules.map((rule) => rule.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(run!.results.length, assessment.results.length);
    for (const result of run!.results) assert.equal(ids[result.ruleIndex], result.ruleId);
  });

  it('the eight outcomes have their kinds, and only a fail has a level', () => {
    const kinds = Object.fromEntries(run!.results.map((result) => [result.properties.outcome, result.kind]));
    assert.deepEqual(kinds, {
      pass: 'pass',
      attested: 'pass',
      partial: 'fail',
      fail: 'fail',
      unknown: 'open',
      excepted: 'fail',
      'not-licensed': 'notApplicable',
      'not-applicable': 'notApplicable',
    });
    for (const result of run!.results)
      assert.equal(result.level === 'none', result.kind !== 'fail', `${result.ruleId} ${result.level}`);
  });

  it('an exception that runs suppresses, one that has ended does not', () => {
    const suppressed = run!.results.filter((result) => result.suppressions).map((result) => result.ruleId);
    assert.deepEqual(suppressed, ['exchange.imap-pop-off']);
    assert.match(
      run!.results.find((result) => result.suppressions)!.suppressions![0]!.justification,
      /scanner.*2027-01-31/,
    );
  });

  it('does not say "Would pass if" twice', () => {
    for (const result of run!.results) assert.doesNotMatch(result.message.text, /Would pass if: Would/);
  });

  it('hostile names are text and nothing else', () => {
    for (const text of Object.values(hostileTexts)) {
      const poisonedLog = JSON.parse(sarifReport(poisoned(assessment, text))) as Log;
      const names = poisonedLog.runs[0]!.results.flatMap((result) =>
        (result.locations ?? []).map((location) => location.logicalLocations[0]!.name),
      );
      assert.ok(names.length > 0);
      assert.deepEqual([...new Set(names)], [text]);
    }
  });
});
