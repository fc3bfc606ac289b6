import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { phiSitesLabeled } from './phi-sites-labeled.ts';

const host = 'https://larkmeadow.sharepoint.example.com/sites';
const [charts, billing] = [`${host}/charts`, `${host}/billing`];
const label = '00000000-0000-4000-8000-0000000000f1';
const clinic = (sites: unknown, phi = [charts], more = {}) =>
  tenant({ sites, ...more }, { organization: { phi: { sites: phi, mailboxes: [], groups: [], labels: [] } } });

testControl(phiSitesLabeled, {
  pass: {
    'the PHI site has one': [
      clinic([{ Url: charts, SensitivityLabel: label }, { Url: billing }]),
      { resources: [charts] },
    ],
  },
  fail: {
    'an empty label': [clinic({ Url: charts, SensitivityLabel: '' }), { resources: [charts] }],
    'null is no label': clinic([{ Url: charts, SensitivityLabel: null }]),
    'all zeros is no label': clinic([{ Url: charts, SensitivityLabel: '{00000000-0000-0000-0000-000000000000}' }]),
    'one of two': [
      clinic(
        [
          { Url: charts, SensitivityLabel: label },
          { Url: billing, SensitivityLabel: '' },
        ],
        [charts, billing],
      ),
      { resources: [billing], why: /1 of 2/ },
    ],
  },
  unknown: {
    'the label was not collected': clinic([{ Url: charts }]),
    'no PHI site is declared': clinic([{ Url: charts, SensitivityLabel: '' }], []),
    'the site is not in the inventory': clinic([{ Url: billing, SensitivityLabel: label }]),
  },
  'not-licensed': {
    'I-3: without a license for labels': clinic({ Url: charts, SensitivityLabel: '' }, [charts], {
      servicePlans: [{ ServicePlanName: 'SHAREPOINTSTANDARD', ProvisioningStatus: 'Success' }],
    }),
  },
});
