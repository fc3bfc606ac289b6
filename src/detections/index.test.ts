import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { detectionFiles, detectionRegistryText } from '../../tools/registry.ts';
import { incidents, type Rule } from '../core/detection.ts';
import { severities } from '../core/severity.ts';
import { provision } from '../hipaa/index.ts';
import { detections } from './index.ts';

const here = import.meta.dirname;
const services = new Set(['defender', 'entra', 'exchange', 'intune', 'organization', 'purview', 'sharepoint', 'teams']);

describe('the catalogue of detections', () => {
  it('holds every file of the folder and nothing else', () => {
    assert.equal(
      readFileSync(join(here, 'index.ts'), 'utf8').replace(/\s+/g, ' '),
      detectionRegistryText().replace(/\s+/g, ' '),
      'run: node tools/registry.ts',
    );
    assert.deepEqual(
      detections.map((detection) => detection.id),
      detectionFiles().map((file) => file.id),
    );
  });

  it('ids and titles are unique', () => {
    for (const names of [detections.map(({ id }) => id), detections.map(({ title }) => title)])
      assert.deepEqual(
        names.filter((name, index) => names.indexOf(name) !== index),
        [],
      );
  });

  for (const detection of detections) {
    describe(detection.id, () => {
      const [service, name] = detection.id.split('.') as [string, string];
      it('stands where its id says, with a test beside it', () => {
        assert.ok(services.has(service));
        assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
        assert.ok(existsSync(join(here, service, `${name}.test.ts`)));
      });
      it('S0-15: cites provisions that exist, each by its own address', () => {
        assert.ok(detection.citations.length > 0);
        assert.equal(new Set(detection.citations).size, detection.citations.length);
        for (const citation of detection.citations) assert.equal(provision(citation)?.citation, citation);
      });
      it('says the fact, the incident, the first three steps, innocent causes and gaps', () => {
        const { title, firstSteps, falsePositives, knownGaps } = detection;
        assert.ok(title.length > 8 && title.length <= 80, title);
        assert.doesNotMatch(title, /^(Detects?|Ensure|Alert|Possible|Suspicious)\b|[.!]$/);
        assert.ok((incidents as readonly string[]).includes(detection.incident));
        assert.ok((severities as readonly string[]).includes(detection.severity));
        assert.equal(firstSteps.length, 3);
        for (const step of firstSteps) assert.match(step, /^[A-Z].{10,}[^.!]$/);
        assert.ok(falsePositives.length > 0 && knownGaps.length > 0);
        assert.doesNotMatch(JSON.stringify(detection), /HIPAA[- ]certified|\bplease\b|\boops\b|!"/i);
      });
      it('asks for operations in lower case, and techniques by id', () => {
        if (detection.operations !== 'all') {
          assert.ok(detection.operations.length > 0);
          for (const op of detection.operations) assert.equal(op, op.trim().toLowerCase().replace(/\.$/, ''));
        }
        for (const technique of detection.attack) assert.match(technique, /^T\d{4}(\.\d{3})?$/);
      });
      it('its rule has a window and a threshold that can be met', () => {
        const parameters = Object.fromEntries(
          Object.entries(detection.parameters).map(([key, parameter]) => [key, parameter.default]),
        );
        for (const value of numbersOf(detection.rule(parameters))) assert.ok(value > 0 && Number.isFinite(value));
      });
    });
  }
});

function numbersOf(rule: Rule): number[] {
  return Object.values(rule).filter((value): value is number => typeof value === 'number');
}
