import assert from 'node:assert/strict';
import { it } from 'node:test';
import { unifiedRecord } from '../../../test/audit-records.ts';
import { eventsOf } from '../../../test/detection.ts';
import { membersOf } from './members.ts';

it('members of a Teams record, with roles as number or text and names in any case', () => {
  const [event] = eventsOf([
    unifiedRecord(
      'MemberAdded',
      25,
      'MicrosoftTeams',
      {},
      {
        Members: [
          { UPN: 'Omar@clinic.example.com', Role: 1 },
          { UPN: 'ann@lab.example.net', Role: '3' },
          { UPN: 'bo_lab.example.net#EXT#@clinic.onmicrosoft.com' },
          { DisplayName: 'without a name' },
          'nonsense',
        ],
      },
    ),
  ]);
  assert.deepEqual(membersOf(event!), [
    { name: 'omar@clinic.example.com', guest: false },
    { name: 'ann@lab.example.net', guest: true },
    { name: 'bo_lab.example.net#ext#@clinic.onmicrosoft.com', guest: true },
  ]);
});
