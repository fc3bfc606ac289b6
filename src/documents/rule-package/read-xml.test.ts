import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WardlineError } from '../../core/errors.ts';
import { largestPackage, readPackageXml } from './read-xml.ts';

const small =
  '<RulePackage a="1 &amp; 2"><Rules><Regex id="R">\\d{3}&lt;x</Regex><Term><![CDATA[a<b]]></Term></Rules></RulePackage>';
const tree = {
  name: 'RulePackage',
  attributes: { a: '1 & 2' },
  text: '',
  children: [
    {
      name: 'Rules',
      attributes: {},
      text: '',
      children: [
        { name: 'Regex', attributes: { id: 'R' }, text: '\\d{3}<x', children: [] },
        { name: 'Term', attributes: {}, text: 'a<b', children: [] },
      ],
    },
  ],
};
const wide = (text: string) => Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-16"?>${text}`, 'utf16le');

describe('the XML of rule packages', () => {
  const good: Readonly<Record<string, Buffer>> = {
    'UTF-8': Buffer.from(small),
    'UTF-8 with a mark': Buffer.from(`\ufeff${small}`),
    'UTF-16 little endian': wide(small),
    'UTF-16 big endian': wide(small).swap16(),
    'UTF-16 without a mark': wide(small).subarray(2),
  };
  for (const [name, bytes] of Object.entries(good))
    it(name, () => assert.deepEqual(readPackageXml(bytes, 'p.xml'), tree));

  const bad: Readonly<Record<string, readonly [Buffer | string, RegExp]>> = {
    'an entity bomb': [
      '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><RulePackage>&b;</RulePackage>',
      /document type/,
    ],
    'an outside reference': ['<!DOCTYPE r SYSTEM "file:///etc/passwd"><RulePackage/>', /document type/],
    'an entity that nobody declared': ['<RulePackage>&x;</RulePackage>', /well formed/],
    empty: ['', /well formed|no XML/],
    'no XML': ['MZ this is a program', /well formed/],
    truncated: [small.slice(0, 60), /well formed/],
    'half of a UTF-16 pair': [wide(small).subarray(0, 101), /no characters|well formed/],
    'nested too deep': ['<a>'.repeat(5_000), /nested/],
    'too many elements': [`<a>${'<b/>'.repeat(100_001)}</a>`, /elements/],
    'too large': [Buffer.alloc(largestPackage + 1, 32), /larger than 1 MB/],
    'broken bytes': [
      Buffer.concat([Buffer.from('\ufeff<a>'), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from('</a>')]),
      /no characters/,
    ],
  };
  for (const [name, [bytes, reason]] of Object.entries(bad)) {
    it(`refuses: ${name}`, () =>
      assert.throws(
        () => readPackageXml(Buffer.from(bytes as string), 'p.xml'),
        (error) => error instanceof WardlineError && error.code === 'bad-input' && reason.test(error.message),
      ));
  }
});
