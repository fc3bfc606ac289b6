import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, pass } from '../../core/verdict.ts';

function undeclaredPublic(groups: SectionData<'groups'>, declared: readonly string[]) {
  const allowed = new Set(declared.map((entry) => entry.toLowerCase()));
  return groups.filter(
    ({ id, displayName, visibility }) =>
      visibility?.toLowerCase() === 'public' &&
      !allowed.has((id ?? '').toLowerCase()) &&
      !allowed.has((displayName ?? '').toLowerCase()),
  );
}

export const publicGroupsDeclared = defineControl({
  id: 'sharepoint.public-groups-declared',
  title: 'Public teams and groups are declared',
  finding: 'Teams or groups are public without a declared reason',
  severity: 'medium',
  rationale:
    'Most public teams became public by the first click. Today they hold the menu plan, next month a list of patients, and every account in the organization can read along.',
  citations: ['164.312(a)(1)', '164.502(b)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [{ source: 'CIS', id: '1.2.1' }],
  aliases: ['X-12a'],
  reads: ['groups.id', 'groups.visibility'],
  evaluate({ groups }, { declared }) {
    const open = undeclaredPublic(groups, declared.groups);
    if (open.length === 0) return pass(`None of ${groups.length} groups is public without a declared reason.`);
    return fail(
      `${open.length} of ${groups.length} groups are public without a declared reason.`,
      open.map(({ id, displayName, visibility }) => ({
        id: id ?? displayName ?? 'group',
        name: displayName ?? id ?? 'group',
        expected: 'Private, or declared',
        actual: visibility!,
        readFrom: 'groups.visibility' as const,
      })),
      {
        wouldPassIf: `You declare ${open.map(({ displayName, id }) => displayName ?? id).join(', ')}, or make them private.`,
      },
    );
  },
  remediation: {
    fix: 'Make public teams and groups private, or declare them',
    steps: [
      'Ask each owner whether everybody is meant to read along.',
      'If not: Microsoft 365 admin center, Teams & groups, Active teams & groups, the group, Settings, Privacy, Private.',
      'If so: declare the group in wardline.yaml with the reason.',
    ],
    script: ["Update-MgGroup -GroupId '<id>' -Visibility Private"],
  },
  changes({ groups }, { declared }) {
    return undeclaredPublic(groups, declared.groups).map((group) => ({
      section: 'groups' as const,
      operation: 'set' as const,
      match: { id: group.id },
      values: { visibility: 'Private' },
      call: `PATCH /groups/${group.id} {"visibility":"Private"}`,
      summary: `Make the group ${group.displayName ?? group.id} private`,
      notice: 'Staff who are not members: they no longer see its files and conversations, and ask an owner to join.',
      undo: 'restore' as const,
    }));
  },
});
