import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type PenaltyTier,
  penaltyRange,
  penaltyTable,
  penaltyTables,
  penaltyTiers,
  recognizedSecurityPractices,
} from './penalties.ts';

const everyTier = (table: string) => penaltyTables.find((entry) => entry.id === table)!;

describe('HIPAA penalties', () => {
  it('S0-17: holds the table in force since January 28, 2026', () => {
    const table = everyTier('2026');
    assert.deepEqual(table.perViolation, {
      'did-not-know': [145, 73_011],
      'reasonable-cause': [1_461, 73_011],
      'willful-neglect-corrected': [14_602, 73_011],
      'willful-neglect': [73_011, 2_190_294],
    });
    assert.equal(table.yearlyCap, 2_190_294);
    assert.deepEqual(table.discretionCaps, {
      'did-not-know': 36_506,
      'reasonable-cause': 146_053,
      'willful-neglect-corrected': 365_052,
      'willful-neglect': 2_190_294,
    });
  });

  it('S0-17: holds the older tables that are still quoted', () => {
    assert.deepEqual(everyTier('2023').perViolation['did-not-know'], [137, 68_928]);
    assert.equal(everyTier('2023').yearlyCap, 2_067_813);
    assert.deepEqual(everyTier('2024').perViolation['reasonable-cause'], [1_424, 71_162]);
    assert.equal(everyTier('2024').yearlyCap, 2_134_831);
    assert.deepEqual(everyTier('hitech').perViolation['did-not-know'], [100, 50_000]);
    assert.equal(everyTier('hitech').yearlyCap, 1_500_000);
  });

  it('S0-17: changing the year changes the table', () => {
    assert.equal(penaltyTable('2026-11-21')?.id, '2026');
    assert.equal(penaltyTable('2026-01-28')?.id, '2026');
    assert.equal(penaltyTable('2026-01-27')?.id, '2024');
    assert.equal(penaltyTable('2024-08-08')?.id, '2024');
    assert.equal(penaltyTable('2024-08-07')?.id, '2023');
    assert.equal(penaltyTable('2023-10-06')?.id, '2023');
    assert.equal(penaltyTable('2012-05-01')?.id, 'hitech');
    assert.deepEqual(penaltyRange('2026-11-21', ['did-not-know'])?.perViolation, { least: 145, most: 73_011 });
    assert.deepEqual(penaltyRange('2024-01-01', ['did-not-know'])?.perViolation, { least: 137, most: 68_928 });
    assert.deepEqual(penaltyRange('2010-01-01', ['did-not-know'])?.perViolation, { least: 100, most: 50_000 });
  });

  it('has no answer for a day whose table is not kept, and for what is no day', () => {
    for (const day of ['2009-02-17', '2016-09-06', '2020-06-01', '2023-10-05', '', '2026', 'yesterday', '2026-13-01']) {
      assert.equal(penaltyTable(day), undefined, day);
      assert.equal(penaltyRange(day), undefined, day);
    }
    assert.equal(penaltyRange('2026-11-21', []), undefined);
  });

  it('keeps violations before November 2, 2015 on the amounts of 2009', () => {
    assert.equal(penaltyTable('2026-11-21', '2015-11-01')?.id, 'hitech');
    assert.equal(penaltyTable('2026-11-21', '2015-11-02')?.id, '2026');
    assert.equal(penaltyTable('2026-11-21', '2009-02-17'), undefined);
    assert.equal(penaltyTable('2026-11-21', 'long ago'), undefined);
  });

  it('S0-17: never gives one figure without its range', () => {
    const choices: PenaltyTier[][] = [...penaltyTiers.map((tier) => [tier]), [...penaltyTiers]];
    for (const day of ['2010-01-01', '2024-01-01', '2025-01-01', '2026-11-21']) {
      for (const tiers of choices) {
        const range = penaltyRange(day, tiers)!;
        for (const { least, most } of [
          range.perViolation,
          range.perYear,
          range.perYearUnderDiscretion ?? range.perYear,
        ]) {
          assert.ok(least < most, `${day} ${tiers.join()}: ${least} is not below ${most}`);
        }
        assert.match(range.explanation, /^\$[\d,]+ to \$[\d,]+ for one violation .* Not legal advice\.$/);
        assert.ok(range.source.url && range.confidence);
      }
    }
  });

  it('says the whole span when the tier is not known', () => {
    const range = penaltyRange('2026-11-21')!;
    assert.deepEqual(range.perViolation, { least: 145, most: 2_190_294 });
    assert.deepEqual(range.perYear, { least: 145, most: 2_190_294 });
    assert.equal(
      penaltyRange('2026-11-21', ['reasonable-cause'])!.explanation,
      '$1,461 to $73,011 for one violation (reasonable cause, no willful neglect), $2,190,294 at most for violations of one provision in one calendar year. HHS has said since 2019 that it stops at about $146,053 a year for this. How many violations there are, and which tier fits, is for HHS to find. Not legal advice.',
    );
  });

  it('speaks of the 2019 caps only where they were in force', () => {
    assert.equal(penaltyRange('2010-01-01')!.perYearUnderDiscretion, undefined);
    assert.deepEqual(penaltyRange('2024-01-01', ['did-not-know'])!.perYearUnderDiscretion, {
      least: 137,
      most: 25_000,
    });
    assert.deepEqual(penaltyRange('2026-11-21', ['did-not-know'])!.perYearUnderDiscretion, {
      least: 145,
      most: 36_506,
    });
    assert.deepEqual(penaltyRange('2026-11-21', ['reasonable-cause'], '2014-01-01')!.perYearUnderDiscretion, {
      least: 1_000,
      most: 100_000,
    });
  });

  it('looks back twelve months for recognized security practices', () => {
    assert.equal(recognizedSecurityPractices.months, 12);
  });
});
