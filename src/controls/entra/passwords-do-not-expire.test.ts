import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { passwordsDoNotExpire } from './passwords-do-not-expire.ts';

const domain = (id: string, passwordValidityPeriodInDays: number | null, more: object = {}) => ({
  id,
  isRoot: true,
  isVerified: true,
  authenticationType: 'Managed',
  passwordValidityPeriodInDays,
  ...more,
});
const never = 2147483647;
const sub = { isRoot: false };

testControl(passwordsDoNotExpire, {
  pass: {
    'a subdomain without a managed root says it of itself; SCuBA looks at the root alone': [
      tenant({
        domains: [
          domain('clinic.example.com', 0, { authenticationType: 'Federated' }),
          domain('mail.clinic.example.com', never, sub),
        ],
      }),
      { policies: { 'MS.AAD.6.1v1': 'fail' } },
    ],
    'one domain, as an object in place of a list': [
      tenant({ domains: domain('clinic.example.com', never) }),
      { resources: ['clinic.example.com'], policies: { 'MS.AAD.6.1v1': 'pass' } },
    ],
    'not set': tenant({ domains: [domain('clinic.example.com', null)] }),
    'a subdomain follows its root, whatever it says': tenant({
      domains: [domain('clinic.example.com', never), domain('mail.clinic.example.com', 90, sub)],
    }),
    'an unverified domain does not count': tenant({
      domains: [domain('clinic.example.com', never), domain('new.example.net', 90, { isVerified: false })],
    }),
    'a federated domain is a warning': [
      tenant({
        domains: [
          domain('clinic.onmicrosoft.example.com', never),
          domain('clinic.example.net', 90, { authenticationType: 'Federated' }),
        ],
      }),
      { why: /clinic\.example\.net follow the outside/ },
    ],
  },
  fail: {
    '90 days on one of two': [
      tenant({ domains: [domain('clinic.example.com', never), domain('clinic.example.net', 90)] }),
      {
        resources: ['clinic.example.net'],
        why: /1 of 2/,
        wouldPassIf: /clinic\.example\.net/,
        policies: { 'MS.AAD.6.1v1': 'fail' },
      },
    ],
    'a subdomain follows a root that expires': [
      tenant({ domains: [domain('clinic.example.com', 180), domain('mail.clinic.example.com', never, sub)] }),
      { resources: ['clinic.example.com', 'mail.clinic.example.com'] },
    ],
    'a name that ends alike is no root above': tenant({
      domains: [domain('clinic.example.com', never), domain('myclinic.example.com', 90, sub)],
    }),
    'a subdomain without a managed root, not set': tenant({
      domains: [domain('other.example.com', never), domain('mail.clinic.example.com', null, sub)],
    }),
    'no verified managed domain': tenant({
      domains: [domain('clinic.example.net', never, { authenticationType: 'Federated' })],
    }),
  },
  unknown: {
    'no domain at all, which no tenant has': tenant({ domains: [] }),
    'whether the only domain is verified has no value': tenant({
      domains: [domain('clinic.example.com', never, { isVerified: null })],
    }),
    'one of two domains does not say who keeps its passwords': tenant({
      domains: [domain('clinic.example.com', never), domain('new.example.net', 90, { authenticationType: null })],
    }),
    'the lifetime is not in the document': tenant({
      domains: [{ id: 'clinic.example.com', isRoot: true, isVerified: true, authenticationType: 'Managed' }],
    }),
  },
});
