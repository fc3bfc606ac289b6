import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { publicGroupsDeclared } from './public-groups-declared.ts';

const id = (last: number) => `00000000-0000-4000-8000-0000000000a${last}`;
const group = (last: number, displayName: string, visibility: unknown) => ({ id: id(last), displayName, visibility });
const declaring = (...groups: string[]) => ({
  organization: { exclusions: { 'sharepoint.public-groups-declared': { groups, reason: 'For everybody' } } },
});

testControl(publicGroupsDeclared, {
  pass: {
    'all private': tenant({ groups: [group(1, 'Clinicians', 'Private'), group(3, 'Mail list', null)] }),
    'declared by id': tenant({ groups: [group(2, 'Lunch', 'Public')] }, declaring(id(2).toUpperCase())),
    'declared by name': tenant({ groups: [group(2, 'Lunch', 'Public')] }, declaring('lunch')),
  },
  fail: {
    'S0-48: public without a reason': [
      tenant(
        { groups: [group(1, 'Clinicians', 'Private'), group(2, 'Lunch', 'Public'), group(3, 'Rota', 'Public')] },
        declaring('Lunch'),
      ),
      { resources: ['Rota'], wouldPassIf: /Rota/ },
    ],
  },
});
