import assert from 'node:assert/strict';
import { it } from 'node:test';
import { walkXml } from './xml.ts';

function told(xml: string): [events: string, whole: boolean] {
  const events: string[] = [];
  const whole = walkXml(xml, {
    open: (name, attributes) =>
      void events.push(`<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join(' ')}>`),
    text: (text) => void events.push(text),
    close: (name) => void events.push(`</${name}>`),
  });
  return [events.join(''), whole];
}

for (const [what, xml, events, whole] of [
  [
    'elements, prefixes and attributes',
    '<?xml version="1.0"?><w:p a="1" w:b=\'x > y\'>t</w:p>',
    '<p a=1 w:b=x > y>t</p>',
    true,
  ],
  ['empty elements', '<a><b/><c d="1" /></a>', '<a><b></b><c d=1></c></a>', true],
  ['entities and characters by number', '<a b="&quot;">&lt;&#233;&#xE9;&amp;lt;</a>', '<a b="><éé&lt;</a>', true],
  [
    'entities of its own are left as written',
    '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "]">]><a>&x;</a>',
    '<a>&x;</a>',
    true,
  ],
  ['comments and character data', '<a><!-- <b> --><![CDATA[<c> & ]]></a>', '<a><c> & </a>', true],
  ['white space in tags', '<a\n b = "1"\n></a >', '<a b=1></a>', true],
  ['an end that is missing', '<a><b>text', '<a><b>text', false],
  ['ends in the wrong order', '<a><b></a></b>', '<a><b></a></b>', false],
  ['a tag that breaks off', '<a><b c="1', '<a><b>', false],
  ['a comment that breaks off', '<a><!-- x', '<a>', false],
  ['character data that breaks off', '<a><![CDATA[x', '<a>x', false],
  ['no element at all', 'just text', 'just text', false],
  ['numbers that are no character', '<a>&#x110000;&#0;</a>', '<a>&#x110000;&#0;</a>', true],
  ['a name of an object', '<a __proto__="1" constructor="2"/>', '<a constructor=2></a>', true],
] as const) {
  it(`S0-51: XML with ${what}`, () => assert.deepEqual(told(xml), [events, whole]));
}

it('S0-51: XML made to be slow is read in time', () => {
  const begun = performance.now();
  for (const piece of [
    '<a b="',
    '<',
    '<a ',
    '<![CDATA[',
    '&#',
    '<a b=\'"',
    '</',
    '<!DOCTYPE [',
    '<?',
    `<a ${'x'.repeat(500)}`,
  ])
    walkXml(piece.repeat(2_000_000 / piece.length), { open() {}, text() {}, close() {} });
  assert.ok(performance.now() - begun < 20_000, `${performance.now() - begun} ms`);
});
