import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { backupsEncrypted } from './backups-encrypted.ts';

const given = (...backups: { name: string; encrypted: boolean; keyOwner?: string }[]) =>
  tenant({ organizationContact: { id: '7c1a5e00-0000-4000-8000-000000000001' } }, { organization: { backups } });

testControl(backupsEncrypted, {
  pass: {
    'S0-66: encrypted, with an owner of the key': [
      given({ name: 'Nightly copy', encrypted: true, keyOwner: 'Ruth Medrano' }),
      { resources: ['Nightly copy'] },
    ],
  },
  fail: {
    'S0-66: one of two is not encrypted': [
      given(
        { name: 'Nightly copy', encrypted: true, keyOwner: 'Ruth Medrano' },
        { name: 'Disk in the safe', encrypted: false, keyOwner: 'Ruth Medrano' },
      ),
      { resources: ['Disk in the safe'] },
    ],
    'S0-66: nobody holds the key': given({ name: 'Nightly copy', encrypted: true }),
  },
  unknown: { 'none is declared': given() },
});
