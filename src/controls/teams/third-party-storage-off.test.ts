import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { thirdPartyStorageOff } from './third-party-storage-off.ts';

const off = {
  identity: 'Global',
  allowDropBox: false,
  allowBox: false,
  allowGoogleDrive: false,
  allowShareFile: false,
  allowEgnyte: false,
};
const on = {
  ...off,
  allowDropBox: true,
  allowBox: true,
  allowGoogleDrive: true,
  allowShareFile: true,
  allowEgnyte: true,
};
const approving = (name: string, baa: boolean) => ({
  organization: { approvedApps: [{ appId: '0f3b6f2e-1111-4222-8333-444455556666', name, owner: 'Elena Marsh', baa }] },
});

testControl(thirdPartyStorageOff, {
  pass: {
    'all five are off': tenant({ clientConfiguration: off }),
    'Box is on and covered by a BAA': tenant(
      { clientConfiguration: { ...off, allowBox: true } },
      approving('Box', true),
    ),
    'Citrix ShareFile counts as ShareFile': tenant(
      { clientConfiguration: { ...off, allowShareFile: true } },
      approving('Citrix ShareFile', true),
    ),
  },
  fail: {
    'all five are on, as Microsoft delivers it': [
      tenant({ clientConfiguration: on }),
      { resources: ['Dropbox', 'Box', 'Google Drive', 'ShareFile', 'Egnyte'], wouldPassIf: /baa: true/ },
    ],
    'an approved app without a BAA does not count': [
      tenant({ clientConfiguration: { ...off, allowBox: true } }, approving('Box', false)),
      { resources: ['Box'] },
    ],
    'a BAA with Dropbox does not cover Box': [
      tenant(
        { clientConfiguration: { ...off, allowBox: true, allowDropBox: true } },
        approving('Dropbox Business', true),
      ),
      { resources: ['Box'] },
    ],
  },
  unknown: { 'one switch has no value': tenant({ clientConfiguration: { ...off, allowEgnyte: null } }) },
});
