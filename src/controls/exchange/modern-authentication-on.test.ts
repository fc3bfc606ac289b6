import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { modernAuthenticationOn } from './modern-authentication-on.ts';

const clinic = (oAuth2ClientProfileEnabled: boolean | null) =>
  tenant({ organizationConfig: [{ oAuth2ClientProfileEnabled }] });

testControl(modernAuthenticationOn, {
  pass: { on: [clinic(true), { resources: ['Exchange organization settings'] }] },
  fail: { off: [clinic(false), { resources: ['Exchange organization settings'] }] },
  unknown: { 'the source leaves it empty': clinic(null) },
});
