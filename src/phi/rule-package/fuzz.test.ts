import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WardlineError } from '../../core/errors.ts';
import { readPackageXml } from '../../documents/rule-package/read-xml.ts';
import { packageOf } from './export.ts';
import { lintPackage } from './lint.ts';
import { regexFaults } from './lint-regex.ts';
import { ownTypes } from './own-types.ts';
import { parsePackage } from './parse.ts';
import { preparePackage } from './prepare.ts';
import { renderPackage } from './render.ts';
import { runPackage } from './run.ts';
import { translate } from './translate.ts';
import { Untranslatable } from './untranslatable.ts';

const types = ownTypes({ mrnFormats: [{ pattern: 'LM-\\d{6}' }], physicians: ['Ann Okafor'] }).slice(0, 3);
const sound = renderPackage(packageOf(types, { organization: 'Larkmeadow', version: [1, 0, 0, 0] }), 'utf-8');

/** The same numbers on every run. Numbers of WARDLINE_FUZZ ask for more rounds. */
let state = 20_261_122;
const random = (below: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state % below;
};
const rounds = Number(process.env['WARDLINE_FUZZ'] ?? 1);

/** Whatever comes in: a clear refusal, or a package that can be checked and run. */
function survive(bytes: Buffer): 'refused' | 'run' {
  try {
    const rules = parsePackage(readPackageXml(bytes, 'p.xml'));
    lintPackage(rules, bytes.length);
    runPackage(preparePackage(rules), 'MRN LM-204817, Ann Okafor, 3/4/1961');
    return 'run';
  } catch (error) {
    assert.ok(error instanceof WardlineError, String((error as Error).stack));
    assert.equal(error.code, 'bad-input');
    return 'refused';
  }
}

describe('hostile rule packages', () => {
  it('truncated anywhere: refused', () => {
    const bytes = Buffer.from(sound.trimEnd());
    for (let end = 0; end < bytes.length; end += 13)
      assert.equal(survive(bytes.subarray(0, end)), 'refused', `at ${end}`);
  });

  it('with bytes changed, left out and doubled', () => {
    const bytes = Buffer.from(sound);
    let run = 0;
    for (let round = 0; round < 400 * rounds; round++) {
      const copy = Buffer.from(bytes);
      for (let change = random(6); change >= 0; change--) copy[random(copy.length)] = random(256);
      const from = random(copy.length);
      const piece = copy.subarray(from, from + random(400));
      const at = random(copy.length);
      const mixed =
        random(2) === 0 ? copy : Buffer.concat([copy.subarray(0, at), piece, copy.subarray(at + random(60))]);
      if (survive(mixed) === 'run') run++;
    }
    assert.ok(run > 0);
  });

  it('with attributes and texts of any kind', () => {
    const values = [
      '',
      '-1',
      '0',
      '1e9',
      '99999999999',
      'unlimited',
      'NaN',
      ' 5 ',
      '__proto__',
      'constructor',
      '\u202e',
      '🙂'.repeat(40),
      'a'.repeat(70_000),
      '&#0;',
      '&#xD800;',
      '<b/>',
      ']]>',
      '(((((',
      '(a+)+$',
      '{"$ref":1}',
    ];
    for (const name of [
      'id',
      'idRef',
      'patternsProximity',
      'confidenceLevel',
      'recommendedConfidence',
      'major',
      'langcode',
      'matchStyle',
      'caseSensitive',
    ])
      for (const value of values)
        survive(Buffer.from(sound.replaceAll(new RegExp(` ${name}="[^"]*"`, 'g'), () => ` ${name}="${value}"`)));
    for (const value of values)
      survive(
        Buffer.from(sound.replaceAll(/(<(?:Regex|Term|Name)[^>]*>)[^<]*/g, (_all, head: string) => head + value)),
      );
  });

  it('patterns of any kind are translated or refused with a reason', () => {
    const pieces = [
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '?',
      '*',
      '+',
      '|',
      '\\',
      '.',
      '^',
      '$',
      'a',
      '1',
      '-',
      ',',
      '(?:',
      '(?<=',
      '(?<!',
      '(?!',
      '(?i)',
      '[[:digit:]]',
      '\\d',
      '\\b',
      '\\x{41}',
      '\\Q',
      '\\E',
      '{2,3}',
      '{0,5}',
      '\\1',
      '\\pL',
      '🙂',
      '\ud800',
      '\n',
    ];
    for (let round = 0; round < 20_000 * rounds; round++) {
      const pattern = Array.from({ length: 1 + random(14) }, () => pieces[random(pieces.length)]).join('');
      assert.ok(Array.isArray(regexFaults(pattern)));
      try {
        void new RegExp(translate(pattern).source, 'gmsu');
      } catch (error) {
        assert.ok(error instanceof Untranslatable, `${JSON.stringify(pattern)}: ${String(error)}`);
      }
    }
  });
});
