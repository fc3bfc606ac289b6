import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { connectionFilterTrustsNobody } from './connection-filter-trusts-nobody.ts';

const filter = (iPAllowList: unknown, enableSafeList: unknown) => ({
  identity: 'Default',
  name: 'Default',
  iPAllowList,
  enableSafeList,
});
const [list, safe] = ['MS.SECURITYSUITE.8.1v1', 'MS.SECURITYSUITE.8.2v1'];

testControl(connectionFilterTrustsNobody, {
  pass: {
    'empty list, safe list off': [
      tenant({ connectionFilters: [filter([], false)] }),
      { policies: { [list]: 'pass', [safe]: 'pass' } },
    ],
    'no list at all': tenant({
      connectionFilters: { Identity: 'Default', IPAllowList: null, EnableSafeList: 'False' },
    }),
  },
  fail: {
    'an allowed address': [
      tenant({ connectionFilters: [filter(['192.0.2.10', '192.0.2.64/28'], false)] }),
      { policies: { [list]: 'fail', [safe]: 'pass' }, resources: ['Default'], why: /2 IP addresses/ },
    ],
    'one allowed address as bare text': tenant({ connectionFilters: [filter('192.0.2.10', false)] }),
    'the safe list is on': [
      tenant({ connectionFilters: [filter([], true)] }),
      { policies: { [list]: 'pass', [safe]: 'fail' }, resources: ['Default'] },
    ],
    both: [tenant({ connectionFilters: [filter(['192.0.2.10'], true)] }), { resources: ['Default', 'Default'] }],
    'an allowed address where the safe list was not read': [
      tenant({ connectionFilters: [{ identity: 'Default', iPAllowList: ['192.0.2.10'] }] }),
      { policies: { [list]: 'fail', [safe]: 'unknown' } },
    ],
  },
  unknown: {
    'only the list was read': [
      tenant({ connectionFilters: [{ identity: 'Default', iPAllowList: [] }] }),
      { policies: { [list]: 'pass', [safe]: 'unknown' } },
    ],
  },
});
