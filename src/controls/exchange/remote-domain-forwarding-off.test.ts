import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { remoteDomainForwardingOff } from './remote-domain-forwarding-off.ts';

const domain = (domainName: string, autoForwardEnabled: boolean) => ({
  identity: domainName,
  domainName,
  autoForwardEnabled,
});
const declaring = (...domains: string[]) => ({
  organization: { exclusions: { 'exchange.remote-domain-forwarding-off': { domains, reason: 'Joint practice' } } },
});

testControl(remoteDomainForwardingOff, {
  pass: {
    'the only remote domain has it off': [
      tenant({ remoteDomains: [domain('*', false)] }),
      { resources: ['*'], policies: { 'MS.EXO.1.1v2': 'pass' } },
    ],
    'a declared partner domain may have it on': tenant(
      { remoteDomains: [domain('*', false), domain('lab.example.com', true)] },
      declaring('Lab.Example.com'),
    ),
    'a partner domain declared in the source’s own configuration': tenant(
      { remoteDomains: [domain('*', false), domain('lab.example.com', true)] },
      { declared: { 'MS.EXO.1.1v2': { domains: ['lab.example.com'] } } },
    ),
    'PascalCase, one object in place of a list, text for a boolean': tenant({
      remoteDomains: { Identity: 'Default', DomainName: '*', AutoForwardEnabled: 'False' },
    }),
  },
  fail: {
    'the default domain has it on': [
      tenant({ remoteDomains: [domain('*', true)] }),
      { resources: ['*'], policies: { 'MS.EXO.1.1v2': 'fail' }, wouldPassIf: /is off for \*\.$/ },
    ],
    'the default domain cannot be declared': [
      tenant({ remoteDomains: [domain('*', true)] }, declaring('*')),
      { resources: ['*'] },
    ],
    'not said to be off': [
      tenant({ remoteDomains: [{ ...domain('*', false), autoForwardEnabled: null }] }),
      { resources: ['*'] },
    ],
    'names only the undeclared domain': [
      tenant(
        { remoteDomains: [domain('*', false), domain('lab.example.com', true), domain('other.example.net', true)] },
        declaring('lab.example.com'),
      ),
      { resources: ['other.example.net'], why: /1 of 3/, wouldPassIf: /other\.example\.net, or if you declare/ },
    ],
    'a record that holds only what the policy looks at': [
      tenant({ remoteDomains: [{ DomainName: 'lab.example.com', AutoForwardEnabled: true }] }),
      { resources: ['lab.example.com'] },
    ],
  },
  unknown: {
    'the source lists no remote domain at all': tenant({ remoteDomains: [] }),
  },
});
