import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { dmarcRejects } from './dmarc-rejects.ts';

const full = 'v=DMARC1; p=reject; rua=mailto:dmarc@example.com';
const answer = (domain: string, ...rdata: string[]) => ({ domain, rdata });
const found = (domain: string, by: string, ...rdata: string[]) => ({
  domain,
  rdata,
  log: [
    {
      query_name: `_dmarc.${domain}`,
      query_method: 'traditional',
      query_result: 'Query returned NXDomain',
      query_answers: [],
    },
    {
      query_name: `_dmarc.${by}`,
      query_method: 'traditional',
      query_result: 'Query returned 1 txt records',
      query_answers: rdata.length === 1 ? rdata[0] : rdata,
    },
  ],
});
const clinic = (...dmarcRecords: object[]) => tenant({ dmarcRecords });
const verdicts = (one: string, two: string, three: string, four: string) =>
  ({ 'MS.EXO.4.1v1': one, 'MS.EXO.4.2v1': two, 'MS.EXO.4.3v1': three, 'MS.EXO.4.4v1': four }) as Record<
    string,
    'pass' | 'fail' | 'unknown'
  >;

testControl(dmarcRejects, {
  pass: {
    'reject and a report address; the federal policies do not decide': [
      clinic(answer('example.com', full)),
      { resources: ['example.com'], policies: verdicts('pass', 'pass', 'fail', 'fail') },
    ],
    'p=reject at the very end of the record': [
      clinic(answer('example.com', 'v=DMARC1; rua=mailto:dmarc@example.com; p=reject')),
      { policies: verdicts('pass', 'pass', 'fail', 'fail') },
    ],
    'spaces, capitals and a size limit on the address': clinic(
      answer('example.com', 'v = DMARC1 ; p = Reject ; rua = mailto:dmarc@example.com!10m'),
    ),
    'an object in place of a list': tenant({ dmarcRecords: { Domain: 'example.com', RData: full } }),
    'all four federal policies met': [
      clinic(
        answer(
          'example.com',
          'v=DMARC1; p=reject; rua=mailto:dmarc@example.com, mailto:reports@dmarc.cyber.dhs.gov; ruf=mailto:dmarc@example.com',
        ),
      ),
      { policies: verdicts('pass', 'pass', 'pass', 'pass') },
    ],
    'another TXT record beside it': clinic(answer('example.com', 'site-verification=1', full)),
    'a subdomain takes the policy of the domain above it': [
      clinic(answer('example.com', full), answer('portal.example.com')),
      {
        resources: ['example.com', 'portal.example.com'],
        policies: { 'MS.EXO.4.1v1': 'pass', 'MS.EXO.4.2v1': 'pass' },
      },
    ],
    'the collector found it one level up': clinic(found('portal.example.com', 'example.com', full)),
    'sp=reject and pct=100 say nothing new': clinic(
      answer('example.com', 'v=DMARC1; p=reject; sp=reject; pct=100; rua=mailto:a@example.com'),
    ),
    'sp on a subdomain’s own record means nothing': clinic(
      answer('example.com', full),
      answer('portal.example.com', 'v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com'),
    ),
    'Microsoft’s coexistence domain cannot have one': clinic(
      answer('example.com', full),
      answer('example.mail.onmicrosoft.com'),
    ),
  },
  partial: {
    quarantine: [
      clinic(answer('example.com', 'v=DMARC1; p=quarantine; rua=mailto:a@example.com')),
      { resources: ['example.com'], policies: verdicts('pass', 'fail', 'fail', 'fail'), wouldPassIf: /p=reject/ },
    ],
    'reject for 99 percent': [
      clinic(answer('example.com', 'v=DMARC1; p=reject; pct=99; rua=mailto:a@example.com')),
      { policies: { 'MS.EXO.4.2v1': 'pass' } },
    ],
    'reject in test mode (RFC 9989)': clinic(
      answer('example.com', 'v=DMARC1; p=reject; t=y; rua=mailto:a@example.com'),
    ),
    'subdomains are let off': [
      clinic(answer('example.com', 'v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com')),
      { resources: ['example.com'], policies: { 'MS.EXO.4.2v1': 'pass' } },
    ],
    'reject without a report address': clinic(answer('example.com', 'v=DMARC1; p=reject;')),
    'reject with a report address that is none': clinic(
      answer('example.com', 'v=DMARC1; p=reject; rua=https://example.com/in'),
    ),
    'inherited quarantine for subdomains': clinic(
      found('portal.example.com', 'example.com', 'v=DMARC1; p=reject; sp=quarantine; rua=mailto:a@example.com'),
    ),
  },
  fail: {
    'no record': [
      clinic(answer('example.com', full), answer('example.net')),
      { resources: ['example.net'], why: /1 of 2/, policies: verdicts('fail', 'fail', 'fail', 'fail') },
    ],
    'p=none only watches': [
      clinic(answer('example.com', 'v=DMARC1; p=none; rua=mailto:a@example.com')),
      { policies: verdicts('pass', 'fail', 'fail', 'fail') },
    ],
    'sp=reject is not p=reject': [
      clinic(answer('example.com', 'v=DMARC1; sp=reject; p=none; rua=mailto:a@example.com')),
      { policies: { 'MS.EXO.4.2v1': 'fail' } },
    ],
    'two records are none (RFC 7489), though SCuBA passes them': [
      clinic(answer('example.com', full, 'v=DMARC1; p=reject; rua=mailto:b@example.com')),
      { resources: ['example.com'], policies: { 'MS.EXO.4.1v1': 'pass', 'MS.EXO.4.2v1': 'pass' } },
    ],
    'a tag stands twice': clinic(answer('example.com', 'v=DMARC1; p=reject; p=none; rua=mailto:a@example.com')),
    'the version does not come first': [
      clinic(answer('example.com', 'p=reject; v=DMARC1')),
      { policies: { 'MS.EXO.4.1v1': 'fail' } },
    ],
    'the version in small letters': clinic(answer('example.com', 'v=dmarc1; p=reject; rua=mailto:a@example.com')),
    'the version alone': [clinic(answer('example.com', 'v=DMARC1')), { policies: { 'MS.EXO.4.1v1': 'fail' } }],
    'no p at all': [
      clinic(answer('example.com', 'v=DMARC1; rua=mailto:a@example.com')),
      { policies: { 'MS.EXO.4.1v1': 'pass' } },
    ],
    'quarantine for no mail': clinic(answer('example.com', 'v=DMARC1; p=quarantine; pct=0; rua=mailto:a@example.com')),
    'the domain above it lets subdomains off': clinic(
      found('portal.example.com', 'example.com', 'v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com'),
    ),
    'the name does not exist: that is an answer': clinic({
      domain: 'example.com',
      rdata: [],
      log: [{ query_name: '_dmarc.example.com', query_result: 'Query returned NXDomain', query_answers: [] }],
    }),
  },
  unknown: {
    'the lookup broke off': [
      clinic({
        domain: 'example.com',
        rdata: [],
        log: [
          { query_name: '_dmarc.example.com', query_result: 'Query resulted in exception, TIMEOUT', query_answers: [] },
        ],
      }),
      { resources: ['example.com'], policies: verdicts('unknown', 'unknown', 'unknown', 'unknown') },
    ],
    'no domain was looked up': clinic(),
    'an accepted domain was not looked up': [
      tenant({
        dmarcRecords: [answer('example.com', full)],
        acceptedDomains: [{ domainName: 'example.com' }, { domainName: 'example.net' }],
      }),
      { why: /example\.net/, policies: { 'MS.EXO.4.1v1': 'pass', 'MS.EXO.4.2v1': 'pass' } },
    ],
  },
});
