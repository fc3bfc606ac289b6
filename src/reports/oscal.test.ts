import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { demoAssessment, fewOfEach, hostileTexts, poisoned, stated } from '../../test/assessments.ts';
import { provisions } from '../hipaa/index.ts';
import { oscalCatalog, oscalControlId, oscalReport } from './oscal.ts';

const schemas = fileURLToPath(new URL('../../../shared/data/oscal-1.0.6/', import.meta.url));
const skip = existsSync(schemas) ? false : "NIST's schemas are not beside the repository (../shared/data/oscal-1.0.6)";

function validator(name: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  (addFormats as unknown as (to: Ajv) => void)(ajv);
  return ajv.compile(JSON.parse(readFileSync(`${schemas}oscal_${name}_schema.json`, 'utf8')) as object);
}

function assertValid(validate: ValidateFunction, document: unknown): void {
  const valid = validate(document);
  const faults = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  assert.ok(valid, faults.slice(0, 10).join('\n'));
}

interface Results {
  'assessment-results': {
    uuid: string;
    results: {
      'reviewed-controls': { 'control-selections': { 'include-controls': { 'control-id': string }[] }[] };
      observations: { uuid: string; methods: string[]; props: { name: string; value: string }[] }[];
      findings: {
        uuid: string;
        title: string;
        target: { 'target-id': string; status: { state: string; reason: string } };
        'related-observations': { 'observation-uuid': string }[];
      }[];
    }[];
  };
}
interface Catalog {
  catalog: { groups: { id: string; controls: { id: string; parts: { id: string }[] }[] }[] };
}

describe('oscalControlId', () => {
  for (const [citation, id] of [
    ['164.308(a)(1)(ii)(A)', 'hipaa-164.308.a.1.ii.A'],
    ['164.312(d)', 'hipaa-164.312.d'],
    ['164.402', 'hipaa-164.402'],
  ] as const)
    it(citation, () => assert.equal(oscalControlId(citation), id));
});

describe('oscalReport', async () => {
  const whole = await demoAssessment(stated);
  const results = JSON.parse(oscalReport(whole)) as Results;
  const [result] = results['assessment-results'].results;
  const catalog = JSON.parse(oscalCatalog(provisions, '1', '2026-11-20T00:00:00.000Z')) as Catalog;
  const known = new Set(catalog.catalog.groups.flatMap((group) => group.controls.map((control) => control.id)));

  it("is valid by NIST's schema", { skip }, () => assertValid(validator('assessment-results'), results));

  it('the catalog is valid, too', { skip }, () => assertValid(validator('catalog'), catalog));

  it('a raw citation as an id would not be valid', { skip }, () => {
    const raw = structuredClone(results);
    raw['assessment-results'].results[0]!.findings[0]!.target['target-id'] = '164.308(a)(1)(ii)(B)';
    assert.equal(validator('assessment-results')(raw), false);
  });

  it('is valid with nothing judged and with hostile names', { skip }, () => {
    const validate = validator('assessment-results');
    const few = fewOfEach(whole, 2);
    for (const text of Object.values(hostileTexts)) {
      const document = JSON.parse(oscalReport(poisoned(few, text))) as Results;
      assertValid(validate, document);
    }
  });

  it('every id that it speaks of is in the catalog', () => {
    const selected = result!['reviewed-controls']['control-selections'][0]!['include-controls'];
    assert.ok(selected.length > 30);
    for (const entry of selected) assert.ok(known.has(entry['control-id']), entry['control-id']);
    for (const finding of result!.findings) assert.ok(known.has(finding.target['target-id']), finding.title);
  });

  it('no id of the catalog is used twice', () => {
    const ids = catalog.catalog.groups.flatMap((group) => [
      group.id,
      ...group.controls.flatMap((control) => [control.id, ...control.parts.map((part) => part.id)]),
    ]);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    assert.deepEqual(twice, []);
  });

  it('every observation that a finding names exists, and no uuid is used twice', () => {
    const uuids = result!.observations.map((observation) => observation.uuid);
    for (const finding of result!.findings)
      for (const related of finding['related-observations'])
        assert.ok(uuids.includes(related['observation-uuid']), finding.title);
    const all = [...uuids, ...result!.findings.map((finding) => finding.uuid), results['assessment-results'].uuid];
    assert.equal(new Set(all).size, all.length);
  });

  it('equal runs have equal uuids, another tenant or run has others', async () => {
    assert.equal(oscalReport(await demoAssessment(stated)), oscalReport(whole));
    const other = JSON.parse(oscalReport({ ...whole, run: 'other' })) as Results;
    assert.notEqual(other['assessment-results'].uuid, results['assessment-results'].uuid);
  });

  it('satisfied means that every control that applies holds; unknown is not satisfied', () => {
    for (const finding of result!.findings) {
      const citation = finding.title.split(' ')[2]!;
      const own = whole.results.filter((entry) => entry.citations.includes(citation));
      const judged = own.filter((entry) => entry.outcome !== 'not-applicable');
      const holds = judged.length > 0 && judged.every((entry) => ['pass', 'attested'].includes(entry.outcome));
      assert.equal(finding.target.status.state, holds ? 'satisfied' : 'not-satisfied', citation);
    }
    assert.ok(result!.findings.some((finding) => finding.target.status.reason === 'fail'));
  });

  it('an attestation is an interview, a setting is a test', () => {
    const methodsOf = (control: string) =>
      result!.observations.find((entry) => entry.props.some((prop) => prop.value === control))!.methods;
    assert.deepEqual(methodsOf('entra.app-passwords-off'), ['INTERVIEW']);
    assert.deepEqual(methodsOf('sharepoint.anyone-links-off'), ['TEST']);
  });
});
