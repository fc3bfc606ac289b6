import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WardlineError } from '../../core/errors.ts';
import { findFault, parseJson } from './json.ts';

const faultOf = (content: string | Buffer): WardlineError => {
  try {
    parseJson(Buffer.from(content as string), 'export.json');
  } catch (error) {
    assert.ok(error instanceof WardlineError);
    return error;
  }
  assert.fail('parsed');
};

describe('parseJson', () => {
  const document = '{"remote_domains":[{"DomainName":"*","Größe":"é"}]}';
  const wanted: unknown = JSON.parse(document);

  it('reads UTF-8 with a byte order mark', () =>
    assert.deepEqual(parseJson(Buffer.from(`\ufeff${document}`), 'f'), wanted));
  it('reads UTF-16 as Windows PowerShell writes it', () =>
    assert.deepEqual(parseJson(Buffer.from(`\ufeff${document}`, 'utf16le'), 'f'), wanted));
  it('reads UTF-16 of the other byte order', () =>
    assert.deepEqual(parseJson(Buffer.from(`\ufeff${document}`, 'utf16le').swap16(), 'f'), wanted));

  for (const [name, content, place] of [
    ['a stray word', '{\n  "a": 1,\n  "b": oops\n}', 'line 3, column 8'],
    ['a comma too many', '{"a":1,}', 'line 1, column 8'],
    ['two documents', '{"a":1}\n{"b":2}', 'line 2, column 1'],
    ['HTML in place of JSON', '<!doctype html>', 'line 1, column 1'],
    ['a bracket that closes another', '{"a":[1}', 'line 1, column 8'],
    ['a key without quotes', '{a:1}', 'line 1, column 2'],
  ] as const) {
    it(`names the place of ${name} and quotes nothing`, () => {
      const fault = faultOf(content);
      assert.equal(fault.code, 'bad-input');
      assert.equal(fault.message, `export.json is not JSON: ${place}.`);
      assert.ok(fault.hint);
    });
  }

  for (const [name, content] of [
    ['inside an object', '{"a":{"b":1'],
    ['inside a list', '{"a":[1,2'],
    ['inside a text', '{"a":"hal'],
    ['inside a word', '{"a":tru'],
    ['after a colon', '{"a":'],
  ] as const) {
    it(`says that a file was cut off ${name}`, () =>
      assert.match(
        faultOf(content).message,
        /^export\.json ends in the middle, at line 1, column \d+: it was cut off\.$/,
      ));
  }

  it('never shows what the file holds', () => {
    const fault = faultOf('{"PatientName":"Invented Person","x":nope}');
    assert.doesNotMatch(`${fault.message}${fault.hint}`, /Invented/);
  });
  it('refuses bytes that are no text', () =>
    assert.match(faultOf(Buffer.from([0x50, 0x4b, 3, 4, 0, 0])).message, /zero bytes/));
  it('refuses broken UTF-8', () =>
    assert.match(faultOf(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22])).message, /not valid UTF-8/));
  it('finds the fault in a deep document without running out of stack', () => {
    assert.deepEqual(findFault('['.repeat(200_000)), { at: 200_000, truncated: true });
  });
});
