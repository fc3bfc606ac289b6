import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { dkimSigningOn } from './dkim-signing-on.ts';

const key = 'v=DKIM1; k=rsa; p=MIIBexampleKey;';
const clinic = (domains: string[], dkimSigningConfigs: unknown, dkimRecords: unknown, more: object = {}) =>
  tenant({ spfRecords: domains.map((domain) => ({ domain })), dkimSigningConfigs, dkimRecords, ...more });
const on = (domain: string) => ({ domain, enabled: true });
const published = (domain: string, ...rdata: string[]) => ({ domain, rdata });

testControl(dkimSigningOn, {
  pass: {
    'on and published': [
      clinic(['example.com'], [on('example.com')], [published('example.com', key)]),
      { resources: ['example.com'], policies: { 'MS.EXO.3.1v1': 'pass' } },
    ],
    'an object in place of a list, names in another case': clinic(
      ['Example.com'],
      on('example.COM'),
      published('EXAMPLE.com', key),
    ),
    'Microsoft’s coexistence domain needs no key': clinic(
      ['example.com', 'example.mail.onmicrosoft.com'],
      [on('example.com')],
      [published('example.com', key)],
    ),
  },
  fail: {
    'signing is off, the key is published: the switch cures it': [
      clinic(['example.com'], [{ domain: 'example.com', enabled: false }], [published('example.com', key)]),
      { resources: ['example.com'], policies: { 'MS.EXO.3.1v1': 'fail' } },
    ],
    'a domain without any setting': [
      clinic(
        ['example.com', 'example.net'],
        [on('example.com')],
        [published('example.com', key), published('example.net', key)],
      ),
      { resources: ['example.net'], why: /1 of 2/ },
    ],
    'on, but no key in DNS': clinic(['example.com'], [on('example.com')], [published('example.com')]),
    'on, but no lookup of this domain': clinic(['example.com'], [on('example.com')], [published('example.net', key)]),
    'another text record is no key': clinic(
      ['example.com'],
      [on('example.com')],
      [published('example.com', 'k=rsa; p=MIIB')],
    ),
    'an empty key is a revoked key': clinic(
      ['example.com'],
      [on('example.com')],
      [published('example.com', 'v=DKIM1; k=rsa; p=')],
    ),
  },
  unknown: {
    'the lookup of the key broke off': clinic(
      ['example.com'],
      [on('example.com')],
      [
        {
          domain: 'example.com',
          rdata: [],
          log: [{ query_result: 'Query returned response code 2', query_answers: [] }],
        },
      ],
    ),
    'no domain is known': clinic([], [on('example.com')], [published('example.com', key)]),
    'an accepted domain was not looked up': [
      clinic(['example.com'], [on('example.com')], [published('example.com', key)], {
        acceptedDomains: [{ domainName: 'example.com' }, { domainName: 'example.net' }],
      }),
      { why: /example\.net/, policies: { 'MS.EXO.3.1v1': 'pass' } },
    ],
  },
});
