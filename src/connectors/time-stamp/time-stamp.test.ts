import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type TimeStampAuthority,
  noOpenssl,
  opensslAuthority,
  serveTimeStamps,
} from '../../../test/time-stamp-authority.ts';
import { askTimeStamp, freshNonce, timeStampRequest } from './request.ts';
import { tokenIn, verifyTimeStamp } from './token.ts';

describe('time-stamps of RFC 3161, by a real authority', { skip: noOpenssl() }, () => {
  const text = '{"format":"wardline audit root 1","sequence":7}';
  let authority: TimeStampAuthority;
  before(() => {
    authority = opensslAuthority();
  });
  const asked = (words = text, from = authority, nonce = freshNonce()) => ({
    nonce,
    token: tokenIn(from.answer(timeStampRequest(words, nonce))),
  });

  it('S0-82: a token proves that a text was there at a time', async () => {
    const { nonce, token } = asked();
    const { at, policy } = await verifyTimeStamp(token, { text, authority: authority.authority, nonce });
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000);
    assert.equal(policy, '1.3.6.1.4.1.99999.1');
  });

  it('S0-82: another text, another question, another authority and a flipped bit are told apart', async () => {
    const { nonce, token } = asked();
    const other = opensslAuthority();
    const given = { text, authority: authority.authority, nonce };
    const flipped = (at: number) => {
      const bytes = Buffer.from(token);
      bytes[at]! ^= 1;
      return bytes;
    };
    const cases: [Buffer, Partial<typeof given>, RegExp][] = [
      [token, { text: `${text} ` }, /another text/],
      [token, { nonce: freshNonce() }, /another question/],
      [token, { authority: other.authority }, /does not lead to the given authority/],
      [flipped(token.length - 5), {}, /signature does not hold/],
      [flipped(Math.floor(token.length / 2)), {}, /does not hold/],
      [Buffer.from('hello'), {}, /cannot be read/],
    ];
    for (const [bytes, change, words] of cases)
      await assert.rejects(verifyTimeStamp(bytes, { ...given, ...change }), words, String(words));
  });

  it('S0-82: a certificate for anything but time-stamping, or one that the signature does not name, proves no time', async () => {
    const cases: [string, boolean, RegExp | undefined][] = [
      ['critical,timeStamping', true, undefined],
      ['timeStamping', true, /not for time-stamping/],
      ['critical,serverAuth', true, /not for time-stamping/],
      ['critical,timeStamping,serverAuth', true, /not for time-stamping/],
      ['critical,timeStamping', false, /does not name the certificate/],
    ];
    for (const [purpose, bound, words] of cases) {
      const nonce = freshNonce();
      const token = authority.tokenFor(timeStampRequest(text, nonce), purpose, bound);
      const verified = verifyTimeStamp(token, { text, authority: authority.authority, nonce });
      await (words ? assert.rejects(verified, words, purpose) : verified);
    }
  });

  it('S0-82: refusals and answers that are none are errors', async () => {
    const refusal = Buffer.from('30053003020102', 'hex');
    assert.throws(() => tokenIn(refusal), /refused \(status 2\)/);
    assert.throws(() => tokenIn(Buffer.from('<html>')), /the answer is none/);
    let status: number | undefined;
    const server = await serveTimeStamps((request) => status ?? authority.answer(request));
    after(() => server.close());
    const nonce = freshNonce();
    const options = { url: server.url, ca: server.ca, allowPrivate: true };
    const answer = await askTimeStamp(options, timeStampRequest(text, nonce));
    await verifyTimeStamp(tokenIn(answer), { text, authority: authority.authority, nonce });
    for (const [code, kind] of [
      [503, 'unavailable'],
      [404, 'bad-request'],
    ] as const) {
      status = code;
      await assert.rejects(askTimeStamp(options, timeStampRequest(text, nonce)), { code: kind });
    }
    await assert.rejects(askTimeStamp({ ...options, allowPrivate: false }, Buffer.alloc(1)), /never called/);
  });
});
