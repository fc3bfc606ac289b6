import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPackageXml } from '../../documents/rule-package/read-xml.ts';
import { parsePackage } from './parse.ts';
import { preparePackage } from './prepare.ts';
import { runPackage, scanLimit } from './run.ts';

const id = '11111111-2222-4333-8444-555555555555';

function xml(rules: string): string {
  return `<RulePackage xmlns="http://schemas.microsoft.com/office/2011/mce"><RulePack id="${id}"><Version major="1" minor="0" build="0" revision="0"/></RulePack><Rules>${rules}
    <Regex id="R">\\bLM-\\d{4}\\b</Regex><Regex id="Digits">\\b\\d{3}\\b</Regex>
    <Keyword id="K"><Group matchStyle="word"><Term>record</Term><Term caseSensitive="true">MRN</Term><Term>ss#</Term></Group></Keyword>
    <Keyword id="S"><Group matchStyle="string"><Term>chart</Term></Group></Keyword>
    <Keyword id="Not"><Group><Term>invoice</Term></Group></Keyword>
  </Rules></RulePackage>`;
}

function found(rules: string, text: string) {
  const prepared = preparePackage(parsePackage(readPackageXml(Buffer.from(xml(rules)), 'test.xml')));
  return runPackage(prepared, text).types.map(({ hits, count, undecided, confidence }) => ({
    at: hits.map((hit) => [hit.start, hit.confidence]),
    count,
    confidence,
    undecided: undecided.length,
  }));
}

const entity = (patterns: string, proximity: number | 'unlimited' = 300) =>
  `<Entity id="${id}" patternsProximity="${proximity}" recommendedConfidence="75">${patterns}</Entity>`;
const pattern = (more = '', level = 85) => `<Pattern confidenceLevel="${level}"><IdMatch idRef="R"/>${more}</Pattern>`;
const match = (ref: string, more = '') => `<Match idRef="${ref}" ${more}/>`;
const one = (start: number, confidence = 85) => [{ at: [[start, confidence]], count: 1, confidence, undecided: 0 }];

/** Rules, a text, and what is found. Distances are counted by hand. */
const cases: Readonly<Record<string, readonly [string, string, ReturnType<typeof found>]>> = {
  'the primary element alone': [entity(pattern()), 'see LM-1234.', one(4)],
  'nothing without its word': [entity(pattern(match('K'))), 'see LM-1234.', []],
  'a word just within the distance on the right': [
    entity(pattern(match('K')), 10),
    `LM-1234${' '.repeat(4)}record`,
    one(0),
  ],
  'a word one character too far on the right': [entity(pattern(match('K')), 10), `LM-1234${' '.repeat(5)}record`, []],
  'a word just within the distance on the left': [
    entity(pattern(match('K')), 10),
    `record${' '.repeat(4)}LM-1234`,
    one(10),
  ],
  'characters beyond the first plane count as one': [
    entity(pattern(match('K')), 10),
    `LM-1234 ${'😀'.repeat(3)}record`,
    one(0),
  ],
  'unlimited distance': [entity(pattern(match('K')), 'unlimited'), `record ${'x '.repeat(5_000)}LM-1234`, one(10_007)],
  'the highest level for the same text': [entity(pattern('', 65) + pattern(match('K'), 85)), 'record LM-1234', one(7)],
  'levels by what stands near': [
    entity(pattern('', 65) + pattern(match('K'), 85), 10),
    `record LM-1234${' '.repeat(30)}LM-5678`,
    [
      {
        at: [
          [7, 85],
          [44, 65],
        ],
        count: 2,
        confidence: 85,
        undecided: 0,
      },
    ],
  ],
  'instances are distinct values': [
    entity(pattern()),
    'LM-1234 LM-1234 LM-5678',
    [
      {
        at: [
          [0, 85],
          [8, 85],
          [16, 85],
        ],
        count: 2,
        confidence: 85,
        undecided: 0,
      },
    ],
  ],
  'minCount of evidence: too little': [entity(pattern(match('Digits', 'minCount="2"'))), 'LM-1234 111', []],
  'minCount of evidence: enough, though the same': [
    entity(pattern(match('Digits', 'minCount="2"'))),
    'LM-1234 111 111',
    one(0),
  ],
  'uniqueResults: the same counts once': [
    entity(pattern(match('Digits', 'minCount="2" uniqueResults="true"'))),
    'LM-1234 111 111',
    [],
  ],
  'uniqueResults: two values': [
    entity(pattern(match('Digits', 'minCount="2" uniqueResults="true"'))),
    'LM-1234 111 222',
    one(0),
  ],
  'Any: one of two is enough when nothing is said': [
    entity(pattern(`<Any>${match('K')}${match('S')}</Any>`)),
    'LM-1234 charts',
    one(0),
  ],
  'Any: two of two asked, one there': [
    entity(pattern(`<Any minMatches="2">${match('K')}${match('S')}</Any>`)),
    'LM-1234 chart',
    [],
  ],
  'Any: counts children and not hits': [
    entity(pattern(`<Any minMatches="2">${match('K')}${match('S')}</Any>`)),
    'LM-1234 chart chart chart',
    [],
  ],
  'Any: more than maxMatches': [
    entity(pattern(`<Any minMatches="1" maxMatches="1">${match('K')}${match('S')}</Any>`)),
    'LM-1234 chart record',
    [],
  ],
  'Any 0 to 0: none may be near': [
    entity(pattern(`<Any minMatches="0" maxMatches="0">${match('Not')}</Any>`)),
    'invoice LM-1234',
    [],
  ],
  'Any 0 to 0: none is near': [
    entity(pattern(`<Any minMatches="0" maxMatches="0">${match('Not')}</Any>`), 5),
    'invoice ...... LM-1234',
    one(15),
  ],
  'Any within Any': [
    entity(pattern(`<Any minMatches="2">${match('S')}<Any minMatches="1">${match('K')}</Any></Any>`)),
    'LM-1234 chart record',
    one(0),
  ],
  'all direct children hold': [entity(pattern(match('K') + match('S'))), 'LM-1234 record', []],
  'word: not within another': [entity(pattern(match('K'))), 'LM-1234 recorded', []],
  'word: any case': [entity(pattern(match('K'))), 'LM-1234 RECORD', one(0)],
  'word: case counts where it is said': [entity(pattern(match('K'))), 'LM-1234 mrn', []],
  'word: a sign at its end is a border': [entity(pattern(match('K'))), 'LM-1234 SS#12', one(0)],
  'string: within another': [entity(pattern(match('S'))), 'LM-1234 flowcharts', one(0)],
  'an unknown piece of evidence leaves it undecided': [
    entity(pattern(match('Func_not_known'))),
    'LM-1234',
    [{ at: [], count: 0, confidence: 0, undecided: 1 }],
  ],
  'an unknown exclusion leaves it undecided': [
    entity(pattern(`<Any minMatches="0" maxMatches="0">${match('Func_not_known')}</Any>`)),
    'LM-1234',
    [{ at: [], count: 0, confidence: 0, undecided: 1 }],
  ],
  'an unknown piece among others that suffice': [
    entity(pattern(`<Any minMatches="1">${match('K')}${match('Func_not_known')}</Any>`)),
    'LM-1234 record',
    one(0),
  ],
  'a built-in function as evidence': [entity(pattern(match('Func_us_date'))), 'LM-1234 of 3/4/1961', one(0)],
  'a keyword as primary element': [
    entity('<Pattern confidenceLevel="75"><IdMatch idRef="K"/></Pattern>'),
    'the record',
    one(4, 75),
  ],
  'patterns for a newer engine': [
    entity(`<Version minEngineVersion="15.01.0000.000">${pattern()}</Version>`),
    'LM-1234',
    one(0),
  ],
  'patterns for an engine of the past': [
    entity(`<Version minEngineVersion="15.00.0000.000" maxEngineVersion="15.00.9999.999">${pattern()}</Version>`),
    'LM-1234',
    [],
  ],
  'an affinity: two pieces combine to 1 - 0.4 x 0.4 = 84': [
    `<Affinity id="${id}" evidencesProximity="50" thresholdConfidenceLevel="80"><Evidence confidenceLevel="60">${match('K')}</Evidence><Evidence confidenceLevel="60">${match('S')}</Evidence></Affinity>`,
    'a record and a chart',
    one(2, 84),
  ],
  'an affinity: one piece is too little': [
    `<Affinity id="${id}" evidencesProximity="50" thresholdConfidenceLevel="80"><Evidence confidenceLevel="60">${match('K')}</Evidence><Evidence confidenceLevel="60">${match('S')}</Evidence></Affinity>`,
    'a record',
    [],
  ],
  'an affinity: pieces too far apart': [
    `<Affinity id="${id}" evidencesProximity="50" thresholdConfidenceLevel="80"><Evidence confidenceLevel="60">${match('K')}</Evidence><Evidence confidenceLevel="60">${match('S')}</Evidence></Affinity>`,
    `a record${' '.repeat(80)}and a chart`,
    [],
  ],
};

describe('rule packages, run', () => {
  for (const [name, [rules, text, expected]] of Object.entries(cases))
    it(name, () => assert.deepEqual(found(rules, text), expected));

  it('validators refuse values, of the package and of built-in functions', () => {
    const rules = `${entity('<Pattern confidenceLevel="85"><IdMatch idRef="Card"/></Pattern>')}<Regex id="Card" validators="V">\\b\\d{4}\\b</Regex><Validators id="V"><Validator type="Checksum"><Param name="Weights">1,2,3,0</Param><Param name="Mod">11</Param><Param name="CheckDigit">4</Param></Validator></Validators>`;
    assert.deepEqual(found(rules, '1233 1234'), one(0));
    const ssn = `${entity('<Pattern confidenceLevel="85"><IdMatch idRef="N"/></Pattern>')}<Regex id="N" validators="Func_ssn">\\d{3}-\\d{2}-\\d{4}</Regex>`;
    assert.deepEqual(found(ssn, '536-22-8471 666-22-8471'), one(0));
  });

  it('S0-52: only the first megabyte of text is looked at, and that is said', () => {
    const prepared = preparePackage(parsePackage(readPackageXml(Buffer.from(xml(entity(pattern()))), 'test.xml')));
    const text = `LM-1234 ${'x'.repeat(scanLimit)} LM-5678`;
    const { types, cut } = runPackage(prepared, text);
    assert.equal(cut, true);
    assert.equal(types[0]!.count, 1);
  });

  it('long lists find what short ones find', () => {
    const list = (count: number) =>
      `${entity('<Pattern confidenceLevel="75"><IdMatch idRef="Long"/></Pattern>')}<Keyword id="Long"><Group>${Array.from({ length: count }, (_, at) => `<Term>term${at} of art</Term>`).join('')}<Term>term</Term></Group></Keyword>`;
    const text = 'Term and term1 of art, terms, xterm2 of art, TERM3 OF ART, term4 of arts';
    const expected = [
      {
        at: [
          [0, 75],
          [9, 75],
          [45, 75],
        ],
        count: 3,
        confidence: 75,
        undecided: 0,
      },
    ];
    assert.deepEqual(found(list(5), text), expected);
    assert.deepEqual(found(list(1_000), text), expected);
  });

  it('a regular expression that Purview refuses is not run and is named', () => {
    const rules = `${entity('<Pattern confidenceLevel="85"><IdMatch idRef="Bad"/></Pattern>')}<Regex id="Bad">(a+)+b</Regex>`;
    const { notRun } = preparePackage(parsePackage(readPackageXml(Buffer.from(xml(rules)), 'test.xml')));
    assert.deepEqual(
      notRun.map(({ item }) => item),
      ['Bad'],
    );
    assert.deepEqual(found(rules, 'aaab'), [{ at: [], count: 0, confidence: 0, undecided: 1 }]);
  });
});
