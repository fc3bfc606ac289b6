import assert from 'node:assert/strict';
import { it } from 'node:test';
import { protectionOf } from './mail-protection.ts';

const head = 'From: a@example.com\r\nTo: b@example.com\r\nSubject: Labs\r\nMIME-Version: 1.0\r\n';
for (const [what, text, found] of [
  ['an open message', `${head}Content-Type: text/plain\r\n\r\nHello`, undefined],
  [
    'S/MIME, folded over two lines',
    `${head}Content-Type: application/pkcs7-mime;\r\n smime-type=enveloped-data; name="smime.p7m"\r\n\r\nMIA`,
    'smime',
  ],
  [
    'a signature alone',
    `${head}Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\r\n\r\nMIA`,
    undefined,
  ],
  [
    'a detached signature',
    `${head}Content-Type: multipart/signed; protocol="application/pkcs7-signature"\r\n\r\nx`,
    undefined,
  ],
  [
    'a wrapper of rights protection',
    `${head}Content-Class: rpmsg.message\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x`,
    'rights',
  ],
  [
    'its attachment alone',
    `${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: application/x-microsoft-rpmsg-message; name="message_v2.rpmsg"\r\n`,
    'rights',
  ],
  ['a message that speaks of it', `${head}Content-Type: text/plain\r\n\r\nContent-Class: rpmsg.message`, undefined],
] as const)
  it(`S0-49: ${what} is ${found ?? 'not encrypted'}`, () => {
    assert.equal(protectionOf(Buffer.from(text)), found);
  });
