import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoAssessment, hostileTexts, poisoned, stated } from '../../test/assessments.ts';
import { outcomes } from '../core/outcome.ts';
import { assessmentSchema } from './assessment.ts';

describe('the contract of assess -o json', async () => {
  const assessment = await demoAssessment(stated);
  const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  it('the tested result holds all eight outcomes', () =>
    assert.deepEqual(
      outcomes.filter((outcome) => assessment.counts[outcome] === 0),
      [],
    ));

  it('a real result fits, and holds no key that the contract does not name', () =>
    assert.deepEqual(written(assessmentSchema.parse(written(assessment))), written(assessment)));

  it('a result without an organization fits', async () => {
    assessmentSchema.parse(written(await demoAssessment()));
  });

  it('hostile names come back as they were', () => {
    for (const text of Object.values(hostileTexts)) {
      const parsed = assessmentSchema.parse(written(poisoned(assessment, text)));
      assert.equal(parsed.tenant.name, JSON.parse(JSON.stringify(text)));
    }
  });

  it('a ninth outcome does not fit', () => {
    const odd = structuredClone(assessment) as { results: { outcome: string }[] };
    odd.results[0]!.outcome = 'warning';
    assert.equal(assessmentSchema.safeParse(odd).success, false);
  });
});
