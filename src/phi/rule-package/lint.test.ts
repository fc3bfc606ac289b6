import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPackageXml } from '../../documents/rule-package/read-xml.ts';
import { packageOf } from './export.ts';
import { lintPackage } from './lint.ts';
import { ownTypes } from './own-types.ts';
import { parsePackage } from './parse.ts';
import { renderPackage } from './render.ts';

const types = ownTypes({}).slice(0, 2);
const sound = renderPackage(packageOf(types, { organization: 'Larkmeadow', version: [1, 0, 0, 0] }), 'utf-8');
const parse = (text: string) => parsePackage(readPackageXml(Buffer.from(text.replace('utf-8', 'UTF-8')), 'p.xml'));
const messages = (text: string, bytes?: number) => lintPackage(parse(text), bytes).map(({ message }) => message);
const ids = [...sound.matchAll(/<Entity id="([^"]+)"/g)].map(([, id]) => id!);
/** The list's own end, with more terms before it. */
const terms = (more: string) => sound.replace('</Group>', `${more}</Group>`);

/** A change to a sound package, and what is said of it. */
const cases: Readonly<Record<string, readonly [string, RegExp]>> = {
  'no GUID': [sound.replaceAll(ids[0]!, 'not-a-guid'), /id is no GUID/],
  'an id twice': [sound.replaceAll(ids[1]!, ids[0]!), /id is not unique/],
  'no Resource': [sound.replace(/<Resource [^]*?<\/Resource>/, ''), /no Resource/],
  'two Resources': [sound.replace(/<Resource [^]*?<\/Resource>/, '$&$&'), /more than one Resource/],
  'a Resource of nobody': [
    sound.replace(/<Resource idRef="[^"]+"/, '<Resource idRef="99999999-2222-4333-8444-555555555555"'),
    /belongs to no type/,
  ],
  'a langcode twice': [sound.replace(/<Name default[^]*?<\/Name>/, '$&$&'), /langcode stands twice/],
  'no default name': [sound.replace('<Name default="true"', '<Name default="false"'), /is the default/],
  'default language missing': [
    sound.replace('defaultLangCode="en-us"', 'defaultLangCode="fr-fr"'),
    /language of defaultLangCode/,
  ],
  'two levels the same': [
    sound.replace(/<Pattern confidenceLevel="85">[^]*?<\/Pattern>/, '$&$&'),
    /same confidence level/,
  ],
  'no recommended level': [sound.replace(/ recommendedConfidence="\d+"/, ''), /without recommendedConfidence/],
  'no patterns': [sound.replace(/<Pattern [^]*?<\/Pattern>/, ''), /no Pattern/],
  'version beyond 16 bits': [sound.replace('build="0"', 'build="65536"'), /build is no number/],
  'a name of 65 characters': [
    sound.replace(/(<LocalizedDetails[^]*?<Name>)[^<]*/, `$1${'n'.repeat(65)}`),
    /Name is not of 1 to 64/,
  ],
  'a keyword of 51 characters': [terms(`<Term>${'k'.repeat(51)}</Term>`), /longer than 50/],
  'an empty keyword': [terms('<Term> </Term>'), /keyword is empty/],
  '2049 terms and more': [terms('<Term>kk</Term>'.repeat(2_049)), /more than 2048 terms/],
  'an unknown reference': [
    sound.replace(/<Match idRef="[^"]+"/, '<Match idRef="Func_finnish_national_id"'),
    /Func_finnish_national_id.*kept/,
  ],
  'a dictionary of the tenant': [
    sound.replace(/<Match idRef="[^"]+"/, '<Match idRef="11111111-2222-4333-8444-555555555555"'),
    /dictionary of the tenant/,
  ],
  'a bad regular expression': [sound.replace(/(<Regex [^>]*>)[^<]*/, '$1(a.*b)'), /a group holds \.\*/],
  'one that JavaScript does not have': [sound.replace(/(<Regex [^>]*>)[^<]*/, '$1a(?&gt;b)c'), /atomic/],
  'an unknown validator': [sound.replace('<Regex ', '<Regex validators="Func_x" '), /validator Func_x is not known/],
};

describe('the linter of rule packages', () => {
  it('finds nothing in a sound package', () => assert.deepEqual(messages(sound), []));
  for (const [name, [text, said]] of Object.entries(cases))
    it(name, () => {
      assert.notEqual(text, sound);
      assert.ok(
        messages(text).some((message) => said.test(message)),
        messages(text).join('\n'),
      );
    });
  it('a file that is too large for an upload', () =>
    assert.match(messages(sound, 800_000).join(), /larger than 770 KB/));
  it('more than 20 regular expressions in one type', () => {
    const regexes = Array.from({ length: 21 }, (_, at) => `<Regex id="X${at}">\\d{${at + 3}}</Regex>`).join('');
    const matches = Array.from({ length: 21 }, (_, at) => `<Match idRef="X${at}"/>`).join('');
    const text = sound.replace('</Pattern>', `${matches}</Pattern>`).replace('<Regex ', `${regexes}<Regex `);
    assert.ok(messages(text).some((message) => /more than 20 regular/.test(message)));
  });
});
