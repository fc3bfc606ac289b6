import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { defaultLinkViewOnly } from './default-link-view-only.ts';

const policy = 'MS.SHAREPOINT.2.2v1';
const spo = (DefaultLinkPermission: unknown, sites?: unknown) =>
  tenant({ sharepointTenant: { DefaultLinkPermission }, ...(sites !== undefined && { sites }) });
const site = (name: string, DefaultLinkPermission: number) => ({
  Url: `https://larkmeadow.sharepoint.example.com/sites/${name}`,
  DefaultLinkPermission,
});

testControl(defaultLinkViewOnly, {
  pass: {
    view: [spo(1), { policies: { [policy]: 'pass' } }],
    'by name, sites follow': spo('View', [site('clinic', 0), site('billing', 1)]),
  },
  fail: {
    edit: [spo(2), { policies: { [policy]: 'fail' }, resources: ['Default link permission'] }],
    'not set means edit': spo(0),
  },
  partial: {
    'one site offers edit': [
      spo(1, [site('clinic', 2), site('billing', 1)]),
      { resources: ['https://larkmeadow.sharepoint.example.com/sites/clinic'], policies: { [policy]: 'pass' } },
    ],
  },
  unknown: { 'null is no answer': spo(null) },
});
