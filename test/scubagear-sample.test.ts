import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { readSettingsFile } from '../src/connectors/settings-file/read.ts';
import { clinic } from '../src/controls/baselines/clinic.ts';
import { controls } from '../src/controls/index.ts';
import { noOrganization } from '../src/core/organization.ts';
import { assess } from '../src/engine/assess.ts';

/** The real tenant's export (CC0), which lies beside the repository and is never copied into it. */
const sample = fileURLToPath(new URL('../../shared/data/scuba-provider-export.json', import.meta.url));

/**
 * ScubaGear's recorded verdicts on that export, as its own report prints them, typed in by hand. Pass, Fail, Warning
 * (a failed SHOULD), N/A (not automated there). `not met` marks a Pass that it prints for a condition that does not
 * exist: ours is not-applicable.
 */
const verdicts: Record<string, 'Pass' | 'Fail' | 'Warning' | 'not met'> = {
  'MS.AAD.1.1v1': 'Pass',
  'MS.AAD.2.1v1': 'Pass',
  'MS.AAD.2.3v1': 'Pass',
  'MS.AAD.3.1v1': 'Fail',
  'MS.AAD.3.2v2': 'Pass',
  'MS.AAD.3.3v2': 'Pass',
  'MS.AAD.3.4v1': 'Fail',
  'MS.AAD.3.5v2': 'Pass',
  'MS.AAD.3.6v1': 'Fail',
  'MS.AAD.3.7v1': 'Warning',
  'MS.AAD.3.8v1': 'Warning',
  'MS.AAD.3.9v1': 'Warning',
  'MS.AAD.5.1v1': 'Fail',
  'MS.AAD.5.2v1': 'Fail',
  'MS.AAD.5.3v1': 'Pass',
  'MS.AAD.7.1v1': 'Pass',
  'MS.AAD.7.2v1': 'Fail',
  'MS.AAD.7.3v1': 'Pass',
  'MS.AAD.7.4v1': 'Fail',
  'MS.AAD.7.5v1': 'Fail',
  'MS.AAD.7.6v1': 'Fail',
  'MS.AAD.7.7v1': 'Fail',
  'MS.AAD.7.8v1': 'Pass',
  'MS.AAD.7.9v1': 'Warning',
  'MS.AAD.8.1v1': 'Pass',
  'MS.AAD.8.2v1': 'Pass',
  'MS.EXO.1.1v2': 'Pass',
  'MS.EXO.2.2v3': 'Pass',
  'MS.EXO.4.1v1': 'Pass',
  'MS.EXO.4.2v1': 'Pass',
  'MS.EXO.5.1v1': 'Pass',
  'MS.EXO.6.1v1': 'Pass',
  'MS.EXO.6.2v1': 'Pass',
  'MS.EXO.7.1v1': 'Pass',
  'MS.EXO.13.1v1': 'Pass',
  'MS.DEFENDER.1.1v1': 'Pass',
  'MS.DEFENDER.1.2v1': 'Pass',
  'MS.DEFENDER.1.3v1': 'Pass',
  'MS.DEFENDER.1.4v1': 'Fail',
  'MS.DEFENDER.1.5v1': 'Fail',
  'MS.DEFENDER.2.1v1': 'Pass',
  'MS.DEFENDER.2.2v1': 'Warning',
  'MS.DEFENDER.2.3v1': 'Warning',
  'MS.DEFENDER.3.1v1': 'Pass',
  'MS.DEFENDER.4.1v2': 'Pass',
  'MS.DEFENDER.4.2v1': 'Warning',
  'MS.DEFENDER.4.3v1': 'Pass',
  'MS.DEFENDER.4.4v1': 'Pass',
  'MS.DEFENDER.5.1v1': 'Pass',
  'MS.DEFENDER.6.1v1': 'Pass',
  'MS.SHAREPOINT.1.1v1': 'Pass',
  'MS.SHAREPOINT.1.2v1': 'Pass',
  'MS.SHAREPOINT.1.3v1': 'not met',
  'MS.SHAREPOINT.2.1v1': 'Pass',
  'MS.SHAREPOINT.2.2v1': 'Pass',
  'MS.SHAREPOINT.3.1v1': 'not met',
  'MS.SHAREPOINT.3.2v1': 'not met',
  'MS.SHAREPOINT.3.3v1': 'not met',
  'MS.TEAMS.1.1v1': 'Pass',
  'MS.TEAMS.1.2v2': 'Pass',
  'MS.TEAMS.1.3v1': 'Pass',
  'MS.TEAMS.1.4v1': 'Pass',
  'MS.TEAMS.1.5v1': 'Pass',
  'MS.TEAMS.1.6v1': 'Pass',
  'MS.TEAMS.1.7v2': 'Pass',
  'MS.TEAMS.2.1v2': 'Pass',
  'MS.TEAMS.2.2v2': 'not met',
  'MS.TEAMS.2.3v2': 'not met',
  'MS.TEAMS.4.1v1': 'not met',
  'MS.TEAMS.5.1v2': 'Warning',
  'MS.TEAMS.5.2v2': 'Warning',
  'MS.TEAMS.5.3v2': 'Warning',
};

/** Policies whose recorded verdict the published export cannot give: it was edited after the run. */
const edited: Record<string, 'pass' | 'fail'> = {
  'MS.AAD.6.1v1': 'pass',
  'MS.EXO.3.1v1': 'pass',
  'MS.EXO.4.3v1': 'fail',
  'MS.EXO.4.4v1': 'fail',
};

/** ScubaGear itself cannot judge them. */
const manual = [
  'MS.AAD.2.2v1',
  'MS.AAD.4.1v1',
  'MS.AAD.8.3v1',
  'MS.DEFENDER.4.5v1',
  'MS.DEFENDER.4.6v1',
  'MS.DEFENDER.5.2v1',
];

const agreeing = { Pass: ['pass'], Fail: ['fail'], Warning: ['fail', 'partial'], 'not met': ['not-applicable'] };

describe(
  "agreement with ScubaGear's recorded verdicts",
  { skip: existsSync(sample) ? false : '../shared is not here' },
  async () => {
    const at = '2026-11-20T00:00:00.000Z';
    const assessment = existsSync(sample)
      ? assess(await readSettingsFile(sample, at), {
          controls,
          organization: noOrganization,
          baseline: clinic,
          at,
          version: 'test',
        })
      : undefined;
    const outcomesOf = (policy: string) =>
      assessment!.results.flatMap((result) =>
        result.references
          .filter((reference) => reference.source === 'SCuBA' && reference.id === policy)
          .map((reference) => reference.outcome!),
      );

    for (const [policy, verdict] of Object.entries(verdicts)) {
      it(`${policy}: ${verdict}`, () => {
        const given = outcomesOf(policy);
        assert.ok(given.length > 0, 'no control answers it');
        for (const outcome of given) assert.ok(agreeing[verdict].includes(outcome), `ours is ${outcome}`);
      });
    }
    for (const [policy, outcome] of Object.entries(edited)) {
      it(`${policy}: the export says ${outcome}, whatever the report said`, () =>
        assert.deepEqual(outcomesOf(policy), [outcome]));
    }
    for (const policy of manual) {
      it(`${policy}: not automated, never pass`, () => {
        assert.ok(outcomesOf(policy).length > 0, 'no control answers it');
        for (const outcome of outcomesOf(policy)) assert.ok(!['pass', 'fail'].includes(outcome), outcome);
      });
    }
    it('what ScubaGear passes over in silence is told', () => {
      const outcome = (alias: string) => assessment!.results.find((result) => result.aliases.includes(alias))?.outcome;
      for (const alias of ['TM-09', 'SP-09', 'PV-05', 'SP-11', 'SP-10', 'DF-10', 'PA-09'])
        assert.ok(['fail', 'partial'].includes(outcome(alias)!), `${alias} ${outcome(alias)}`);
    });
    it('sections that this ScubaGear did not collect are unknown, never fail', () => {
      for (const alias of ['EX-22', 'PV-16'])
        assert.equal(assessment!.results.find((result) => result.aliases.includes(alias))?.outcome, 'unknown', alias);
    });
    it('nothing of the export is unparsable', () => {
      for (const result of assessment!.results)
        assert.ok(
          !result.missing.some((gap) => gap.reason === 'unparsable'),
          `${result.control}: ${result.missing.map((gap) => gap.detail).join(' ')}`,
        );
    });
  },
);
