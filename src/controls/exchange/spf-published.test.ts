import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { spfPublished } from './spf-published.ts';

const answer = (domain: string, rdata: string[] | undefined, extra: object = {}) => ({
  domain,
  ...(rdata && { rdata }),
  ...extra,
});
const strict = 'v=spf1 include:spf.protection.outlook.com -all';
const clinic = (...spfRecords: object[]) => tenant({ spfRecords });

testControl(spfPublished, {
  pass: {
    'ends in -all, other TXT records beside it': [
      clinic(answer('example.com', ['site-verification=abc', strict], { compliant: true })),
      { resources: ['example.com'], policies: { 'MS.EXO.2.2v3': 'pass' } },
    ],
    'redirects and has no all of its own': clinic(answer('example.com', ['v=spf1 redirect=_spf.example.net'])),
    'a domain that never sends': clinic(answer('parked.example.com', ['v=spf1 -all'])),
    'the record alone decides when only the flag is there': [
      clinic({ domain: 'example.com', compliant: true }),
      { policies: { 'MS.EXO.2.2v3': 'pass' } },
    ],
    'the collector says compliant and kept no records': clinic(answer('example.com', [], { compliant: true })),
    'Microsoft’s coexistence domain needs no lookup': tenant({
      spfRecords: [answer('example.com', [strict])],
      acceptedDomains: [{ domainName: 'Example.com' }, { domainName: 'example.mail.onmicrosoft.com' }],
    }),
  },
  partial: {
    'ends in ~all: SCuBA takes it, the row does not': [
      clinic(answer('example.com', ['v=spf1 include:spf.protection.outlook.com ~all'], { compliant: true })),
      { resources: ['example.com'], policies: { 'MS.EXO.2.2v3': 'pass' }, wouldPassIf: /-all/ },
    ],
    'ends in ~all and the collector gave no verdict': [
      clinic(answer('example.com', ['v=spf1 a ~all'])),
      { policies: { 'MS.EXO.2.2v3': 'pass' } },
    ],
  },
  fail: {
    'no record at all, the name does not exist': [
      clinic(
        answer('example.com', [strict], { compliant: true }),
        answer('example.net', [], { compliant: false, message: 'Domain does not exist.' }),
      ),
      { resources: ['example.net'], why: /1 of 2/, policies: { 'MS.EXO.2.2v3': 'fail' } },
    ],
    'anybody may send (+all)': [
      clinic(answer('example.com', ['v=spf1 +all'])),
      { policies: { 'MS.EXO.2.2v3': 'fail' } },
    ],
    'neutral (?all)': clinic(answer('example.com', ['v=spf1 mx ?all'])),
    'no all and no redirect': clinic(answer('example.com', ['v=spf1 mx'])),
    'all beats a redirect': clinic(answer('example.com', ['v=spf1 ?all redirect=_spf.example.net'])),
    'two records are none (RFC 7208), though SCuBA passes it': [
      clinic(answer('example.com', [strict, 'v=spf1 mx -all'], { compliant: true })),
      { resources: ['example.com'], policies: { 'MS.EXO.2.2v3': 'pass' } },
    ],
    'a word that only starts like SPF': clinic(answer('example.com', ['v=spf10 -all'])),
    'only the flag is there and it is false': [
      clinic({ domain: 'example.com', compliant: false }),
      { resources: ['example.com'], policies: { 'MS.EXO.2.2v3': 'fail' } },
    ],
  },
  unknown: {
    'the lookup broke off': [
      clinic(
        answer('example.com', [], {
          compliant: false,
          log: [{ query_name: 'example.com', query_result: 'Query resulted in exception, TIMEOUT', query_answers: [] }],
        }),
      ),
      { resources: ['example.com'], policies: { 'MS.EXO.2.2v3': 'unknown' } },
    ],
    'the collector says that the lookup broke off': clinic(
      answer('example.com', [], { compliant: false, message: 'Exceptions other than NXDOMAIN returned.' }),
    ),
    'no domain was looked up': clinic(),
    'an accepted domain was not looked up': [
      tenant({
        spfRecords: [answer('example.com', [strict])],
        acceptedDomains: [{ domainName: 'example.com' }, { domainName: 'example.net' }],
      }),
      { why: /example\.net/, policies: { 'MS.EXO.2.2v3': 'pass' } },
    ],
  },
});
