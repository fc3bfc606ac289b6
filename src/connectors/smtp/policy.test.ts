import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { announcesSts, announcesTlsReports, coversHost, stsPolicy } from './policy.ts';

describe('MTA-STS', () => {
  it('is announced by exactly one record', () => {
    assert.equal(announcesSts(['v=STSv1; id=20261120T000000;']), true);
    assert.equal(announcesSts(['v=spf1 -all', 'v=STSv1;id=1']), true);
    for (const records of [[], ['v=STSv1; id=1', 'v=STSv1; id=2'], ['v=STSv1'], ['v=STSv1; id=a-b'], ['v=STSv2; id=1']])
      assert.equal(announcesSts(records), false, String(records));
  });
  it('is read from its file', () => {
    const file =
      'version: STSv1\r\nmode: enforce\r\nmx: mail.lab.example.com\r\nmx: *.Lab.example.com\r\nmax_age: 604800\r\n';
    assert.deepEqual(stsPolicy(file), {
      mode: 'enforce',
      mx: ['mail.lab.example.com', '*.lab.example.com'],
      maxAge: 604800,
    });
    assert.deepEqual(stsPolicy('version: STSv1\nmode: none\nmax_age: 86400'), { mode: 'none', mx: [], maxAge: 86400 });
  });
  const wrong = [
    '',
    'mode: enforce\nmx: a.example.com\nmax_age: 1',
    'version: STSv1\nmode: on\nmx: a.example.com\nmax_age: 1',
    'version: STSv1\nmode: enforce\nmax_age: 1',
    'version: STSv1\nmode: enforce\nmx: a.example.com\nmax_age: 31557601',
    'version: STSv1\nmode: enforce\nmx: a.example.com\nmax_age: soon',
    '<html>version: STSv1</html>',
  ];
  for (const text of wrong)
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(stsPolicy(text), undefined);
    });
  it('names hosts, a wildcard for one label', () => {
    assert.equal(coversHost(['mail.example.com'], 'MAIL.example.com'), true);
    assert.equal(coversHost(['*.example.com'], 'mail.example.com'), true);
    assert.equal(coversHost(['*.example.com'], 'a.mail.example.com'), false);
    assert.equal(coversHost(['*.example.com'], 'example.com'), false);
    assert.equal(coversHost(['mail.example.com'], 'mail.example.com.evil.example.net'), false);
  });
});

describe('TLS reports', () => {
  it('are asked for by exactly one record with an address', () => {
    assert.equal(announcesTlsReports(['v=TLSRPTv1; rua=mailto:tls@lab.example.com']), true);
    assert.equal(announcesTlsReports(['v=TLSRPTv1;rua=https://reports.example.com/x']), true);
    for (const records of [
      [],
      ['v=TLSRPTv1'],
      ['v=TLSRPTv1; rua=ftp://x'],
      ['v=TLSRPTv1; rua=mailto:a@b.example', 'v=TLSRPTv1; rua=mailto:a@b.example'],
    ])
      assert.equal(announcesTlsReports(records), false, String(records));
  });
});
