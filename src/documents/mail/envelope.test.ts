import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEnvelope } from './envelope.ts';

/** Headers, and who the message goes to. */
const cases: Readonly<Record<string, readonly [string, string[]]>> = {
  plain: ['To: Bo <bo@Example.ORG>, cy@example.com', ['example.org', 'example.com']],
  'copies and blind copies': [
    'To: a@example.com\r\nCc: b@example.net\r\nBcc: c@example.org',
    ['example.com', 'example.net', 'example.org'],
  ],
  'an address for a name': ['To: "cy@example.com" <bo@example.org>', ['example.org']],
  'a header in an encoded name': ['To: =?utf-8?q?x=0AFrom:_y?= <bo@example.org>', ['example.org']],
  'a group': ['To: Team: a@example.com, b@example.org;', ['example.com', 'example.org']],
  'folded over lines': ['To: a@example.com,\r\n b@example.org', ['example.com', 'example.org']],
  nobody: ['To: undisclosed-recipients:;', []],
};

describe('the envelope of a message', () => {
  for (const [name, [headers, domains]] of Object.entries(cases)) {
    it(name, async () => {
      const message = `From: Ann <ann@example.com>\r\n${headers}\r\nSubject: =?utf-8?b?Q2hhcnQ=?=\r\n\r\nTo: z@example.edu\r\n`;
      assert.deepEqual(await readEnvelope(Buffer.from(message)), {
        senderDomain: 'example.com',
        recipientDomains: domains,
        subject: 'chart',
      });
    });
  }
});
