import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { controlFiles, registryText } from '../../tools/registry.ts';
import type { Parameter } from '../core/control.ts';
import { services } from '../core/section.ts';
import { sectionNames, sectionOf, sections } from '../core/snapshot.ts';
import { provision } from '../hipaa/index.ts';
import { parameterFault, parametersFor } from '../engine/parameters.ts';
import { noOrganization } from '../core/organization.ts';
import { baselines } from './baselines/index.ts';
import { controls } from './index.ts';

const here = import.meta.dirname;
const fields = (name: keyof typeof sections) => Object.keys(sections[name].fields);

describe('the catalogue of controls', () => {
  it('holds every file of the folder and nothing else', () => {
    assert.equal(
      readFileSync(join(here, 'index.ts'), 'utf8').replace(/\s+/g, ' '),
      registryText().replace(/\s+/g, ' '),
      'run: node tools/registry.ts',
    );
    assert.deepEqual(
      controls.map((control) => control.id),
      controlFiles().map((file) => file.id),
    );
  });

  it('ids and aliases are unique', () => {
    const names = controls.flatMap((control) => [control.id, ...control.aliases]);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it('answers all 141 rows of the facts', () => {
    const counts = { ID: 28, PA: 12, AP: 6, GU: 4, EX: 22, DF: 10, PV: 19, SP: 17, TM: 12, DV: 6, OR: 5 };
    const rows = Object.entries(counts).flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, index) => `${kind}-${String(index + 1).padStart(2, '0')}`),
    );
    assert.equal(rows.length, 141);
    const aliases = new Set(controls.flatMap((control) => control.aliases));
    assert.deepEqual(
      rows.filter((row) => !aliases.has(row)),
      [],
    );
  });

  it('a SCuBA policy has one control that answers it', () => {
    const ids = controls.flatMap((control) =>
      control.references.filter((reference) => reference.source === 'SCuBA').map((reference) => reference.id),
    );
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });

  it('S0-14, S3-70: every control has an owner and serves a safeguard', () => {
    for (const control of controls)
      assert.ok(['microsoft', 'you', 'both'].includes(control.responsibility), control.id);
  });

  for (const control of controls) {
    describe(control.id, () => {
      const [service, name] = control.id.split('.') as [string, string];
      it('stands where its id says, with a test beside it', () => {
        assert.ok((services as readonly string[]).includes(service));
        assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
        assert.ok(existsSync(join(here, service, `${name}.test.ts`)));
      });
      it('S0-15: cites provisions that exist, each by its own address', () => {
        assert.ok(control.citations.length > 0);
        assert.equal(new Set(control.citations).size, control.citations.length);
        for (const citation of control.citations) assert.equal(provision(citation)?.citation, citation);
      });
      it('says the good state, the bad state and the fix in plain words', () => {
        for (const text of [control.title, control.finding]) {
          assert.ok(text.length > 8 && text.length <= 90, `${text.length}: ${text}`);
          assert.doesNotMatch(text, /^(Ensure|Make sure|Enable|Disable|Configure|Turn|Set|Use)\b|[.!]$/);
        }
        assert.notEqual(control.title, control.finding);
        assert.ok(control.rationale.length > 40 && control.rationale.length < 700);
        assert.match(control.remediation.fix, /^[A-Z]/);
        assert.doesNotMatch(control.remediation.fix, /[.!]$/);
        assert.ok(control.remediation.steps.length > 0);
        const words = JSON.stringify(control);
        assert.doesNotMatch(words, /HIPAA[- ]certified|HIPAA compliant\b|\bplease\b|\boops\b|!"/i);
      });
      it('reads sections and fields that exist, and is judged or attested', () => {
        for (const key of control.reads) {
          const field = key.split('.')[1];
          assert.ok(sectionNames.includes(sectionOf(key)), key);
          if (field) assert.ok(fields(sectionOf(key)).includes(field), key);
        }
        for (const section of control.mayRead) assert.ok(sectionNames.includes(section), section);
        assert.ok(control.evaluate || control.attest);
        if (!control.evaluate) assert.equal(control.changes, undefined);
      });
      it('its references have a source and an id, and no id twice', () => {
        const ids = control.references.map((reference) => `${reference.source} ${reference.id}`);
        assert.equal(new Set(ids).size, ids.length);
        for (const { source, id } of control.references)
          assert.ok(source !== 'Microsoft' || id.startsWith('https://learn.microsoft.com/'), id);
      });
    });
  }
});

describe('S0-65: sensitivity labels and retention are kept apart', () => {
  for (const control of controls.filter(({ id }) => /retention|kept/.test(id)))
    it(`${control.id} does not claim that retention encrypts`, () => {
      const text = [control.title, control.finding, control.rationale, ...control.remediation.steps].join(' ');
      assert.doesNotMatch(text, /encrypt/i);
    });
  it('the label for PHI says that a retention label encrypts nothing', () => {
    const label = controls.find(({ id }) => id === 'purview.phi-label-encrypts')!;
    assert.match(label.rationale, /nor does a retention label/);
  });
});

describe('the baselines', () => {
  for (const baseline of baselines) {
    it(`${baseline.id} tightens parameters that exist and loosens none of the baseline before it`, () => {
      for (const [id, values] of Object.entries(baseline.parameters)) {
        const control = controls.find((entry) => entry.id === id);
        assert.ok(control, id);
        for (const [name, value] of Object.entries(values)) {
          const parameter: Parameter | undefined = control.parameters[name];
          assert.ok(parameter, `${id} ${name}`);
          const looser = baselines[baselines.indexOf(baseline) - 1];
          const floor: Parameter['default'] = looser
            ? parametersFor(control, looser, noOrganization)[name]!
            : parameter.default;
          assert.equal(parameterFault(parameter, value, floor), undefined, `${id} ${name}`);
        }
      }
    });
  }
});
