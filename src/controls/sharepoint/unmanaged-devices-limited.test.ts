import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { unmanagedDevicesLimited } from './unmanaged-devices-limited.ts';

const host = 'https://larkmeadow.sharepoint.example.com/sites';
const spo = (ConditionalAccessPolicy: unknown, sites?: unknown, phi: string[] = []) =>
  tenant(
    { sharepointTenant: { ConditionalAccessPolicy }, ...(sites !== undefined && { sites }) },
    { organization: { phi: { sites: phi, mailboxes: [], groups: [], labels: [] } } },
  );
const site = (name: string, ConditionalAccessPolicy: number) => ({ Url: `${host}/${name}`, ConditionalAccessPolicy });

testControl(unmanagedDevicesLimited, {
  pass: {
    'S0-53: web only': [spo(1), { resources: ['Unmanaged devices'] }],
    'no access, by name': spo('BlockAccess'),
    'a stricter tenant covers sites that show full access': spo(2, [site('charts', 0)], [`${host}/charts`]),
  },
  fail: {
    'S0-53: full access': [spo(0), { resources: ['Unmanaged devices'] }],
    'one of two PHI sites is open': spo(
      0,
      [site('charts', 1), site('billing', 0)],
      [`${host}/charts`, `${host}/billing`],
    ),
    'a PHI site that is not in the inventory': spo(0, [site('charts', 1)], [`${host}/charts`, `${host}/gone`]),
    'no PHI site is declared': spo(0, [site('charts', 2)]),
  },
  partial: {
    'S0-53: every PHI site is limited, the tenant is not': [
      spo(0, [site('charts', 1), site('billing', 2), site('forms', 0)], [`${host}/Charts/`, `${host}/billing`]),
      { resources: ['Unmanaged devices', `${host}/charts`, `${host}/billing`] },
    ],
  },
  unknown: { 'null is no answer': spo(null) },
});
