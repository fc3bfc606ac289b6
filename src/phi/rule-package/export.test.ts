import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WardlineError } from '../../core/errors.ts';
import { readPackageXml } from '../../documents/rule-package/read-xml.ts';
import { packageOf } from './export.ts';
import { guidOf } from './guid.ts';
import { lintPackage } from './lint.ts';
import { ownTypes } from './own-types.ts';
import { parsePackage } from './parse.ts';
import { preparePackage } from './prepare.ts';
import { renderPackage } from './render.ts';
import { runPackage } from './run.ts';

const clinic = {
  mrnFormats: [
    { pattern: 'LM-\\d{6}', needsContext: false },
    { pattern: '\\d{8}', needsContext: true },
  ],
  physicians: ['Ann Okafor', 'Delgado, Rosa'],
  customWords: [
    { word: 'Sunrise program', means: 'substance-use' as const },
    { word: 'Elm Court', means: 'ignore' as const },
  ],
};
const options = { organization: 'Larkmeadow Clinic', version: [1, 2, 0, 7] as [number, number, number, number] };
const bytesOf = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('rule packages, written', () => {
  const root = packageOf(ownTypes(clinic), options);

  it('S0-63: own record numbers, staff and local words are found after export, at once', () => {
    const prepared = preparePackage(parsePackage(readPackageXml(bytesOf(renderPackage(root, 'utf-16')), 'p.xml')));
    assert.deepEqual(prepared.notRun, []);
    const text =
      'Sunrise program: LM-204817, MRN 12345678, seen by Okafor, Ann. Rosa Delgado. Elm Court. Invoice 87654321';
    const near = runPackage(prepared, text).types.map(({ name, count, confidence }) => [name, count, confidence]);
    assert.deepEqual(near.slice(0, 4), [
      ['Own medical record number 1', 1, 85],
      ['Own medical record number 2', 2, 85],
      ['Physicians and staff', 2, 85],
      ['Own words of substance use', 1, 85],
    ]);
  });

  it('our own export keeps every limit of Purview', () => {
    const text = renderPackage(root, 'utf-16');
    assert.deepEqual(lintPackage(parsePackage(root), bytesOf(text).length), []);
  });

  it('thousands of names are split into lists that Purview takes', () => {
    const physicians = Array.from({ length: 3_000 }, (_, at) => `Name${at} Family${at}`);
    const types = ownTypes({ physicians });
    assert.deepEqual(
      types
        .filter(({ key }) => key.startsWith('staff'))
        .map(({ name, primary }) => [name, 'words' in primary ? primary.words.length : 0]),
      [
        ['Physicians and staff', 2_048],
        ['Physicians and staff (2)', 2_048],
        ['Physicians and staff (3)', 1_904],
      ],
    );
    assert.deepEqual(
      lintPackage(parsePackage(packageOf(types, options))).filter(({ level }) => level === 'error'),
      [],
    );
  });

  it('read, written and read again it is the same, with all that is not known', () => {
    const text = `<?xml version="1.0"?><RulePackage xmlns="http://schemas.microsoft.com/office/2011/mce" xmlns:x="urn:x" x:note="a &quot;b&quot;&#10;c">
      <RulePack id="11111111-2222-4333-8444-555555555555"><Version major="1" minor="0" build="0" revision="0"/><NewThing kept="yes">text</NewThing></RulePack>
      <Rules><Entity id="21111111-2222-4333-8444-555555555555" patternsProximity="300" relaxProximity="true" recommendedConfidence="75"><Pattern confidenceLevel="75"><IdMatch idRef="R"/><Match idRef="Func_not_known" unheardOf="1"/></Pattern></Entity>
      <Regex id="R">  \\d{3}&lt;&amp;x </Regex><Fingerprint id="F" threshold="50" shingleCount="3">QUJD</Fingerprint><x:Extra><x:Deep a="1"/></x:Extra></Rules></RulePackage>`;
    const first = readPackageXml(Buffer.from(text), 'p.xml');
    const second = readPackageXml(bytesOf(renderPackage(first, 'utf-16')), 'p.xml');
    assert.deepEqual(second, first);
    assert.match(renderPackage(second, 'utf-8'), /relaxProximity="true"/);
    assert.match(renderPackage(second, 'utf-8'), /idRef="Func_not_known" unheardOf="1"/);
    assert.equal(parsePackage(second).regexes.get('R')!.source, '  \\d{3}<&x ');
    assert.deepEqual(parsePackage(second).entities, parsePackage(first).entities);
  });

  it("refuses Microsoft's encrypted package and says why", () => {
    const text =
      '<RulePackage><RulePack id="x"><Encryption><Key>AA</Key><IV>BB</IV></Encryption></RulePack><Rules>QUJD</Rules></RulePackage>';
    assert.throws(
      () => parsePackage(readPackageXml(Buffer.from(text), 'p.xml')),
      (error) =>
        error instanceof WardlineError && /encrypted/.test(error.message) && /CustomRulePack/.test(error.hint!),
    );
  });

  it('ids stay the same from export to export and differ between organizations', () => {
    assert.equal(guidOf('a'), guidOf('a'));
    assert.match(guidOf('a'), /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const other = packageOf(ownTypes(clinic), { ...options, organization: 'Harbor Dental' });
    const ids = (from: typeof root) => parsePackage(from).entities.map(({ id }) => id);
    assert.deepEqual(ids(packageOf(ownTypes(clinic), options)), ids(root));
    assert.equal(ids(other).filter((id) => ids(root).includes(id)).length, 0);
  });
});
