import type { Change } from '../../core/change.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, fail, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';

export type MeetingPolicy = SectionData<'meetingPolicies'>[number];
type Field = Extract<keyof MeetingPolicy, 'autoAdmittedUsers' | 'newMeetingRecordingExpirationDays' | `allow${string}`>;

/** Microsoft's ready-made policies: nobody can edit them, and one counts only for people who were assigned it. */
const presets = new Set([
  'AllOn',
  'AllOff',
  'Default',
  'Kiosk',
  'RestrictedAnonymousAccess',
  'RestrictedAnonymousNoRecording',
]);

/** The policy's name as the admin center shows it: without the `Tag:` that PowerShell puts before. */
export function policyName(policy: { identity?: string | null }): string {
  return (policy.identity ?? 'unnamed').replace(/^Tag:/i, '');
}

export function isGlobal(policy: { identity?: string | null }): boolean {
  return policyName(policy).toLowerCase() === 'global';
}

export function isPreset(policy: MeetingPolicy): boolean {
  return presets.has(policyName(policy));
}

export function meetingEvidence(policy: MeetingPolicy, field: Field, expected: string): Evidence {
  return {
    id: policy.identity ?? policyName(policy),
    name: policyName(policy),
    expected: `${cmdletName(field)} ${expected}`,
    actual: `${cmdletName(field)} ${policy[field] ?? 'not read'}`,
    readFrom: `meetingPolicies.${field}`,
  };
}

/** Whether a switch is off in every meeting policy: an assigned policy beats Global, so each counts. */
export function offInEveryPolicy(policies: readonly MeetingPolicy[], field: Field, what: string): Verdict {
  const on = policies.filter((policy) => policy[field] === true);
  if (on.length > 0) {
    return fail(
      `${on.length} of ${policies.length} Teams meeting policies let ${what}.`,
      on.map((policy) => meetingEvidence(policy, field, 'false')),
      { wouldPassIf: `${cmdletName(field)} is false in ${on.map(policyName).join(', ')}.` },
    );
  }
  const unread = policies.filter((policy) => policy[field] !== false);
  if (unread.length > 0) {
    return unknown(
      `Can't tell: the source does not hold ${cmdletName(field)} for ${unread.map(policyName).join(', ')}.`,
    );
  }
  return pass(
    `None of ${policies.length} Teams meeting policies lets ${what}.`,
    policies.map((policy) => meetingEvidence(policy, field, 'false')),
  );
}

/** One change for a meeting policy; Microsoft's ready-made policies cannot be changed and must not be given. */
export function meetingChange(
  policy: MeetingPolicy,
  values: Partial<Record<Field, boolean | string>>,
  words: { summary: string; notice: string },
): Change {
  const parameters = Object.entries(values).map(
    ([field, value]) => `-${cmdletName(field)} ${typeof value === 'boolean' ? `$${value}` : value}`,
  );
  return {
    section: 'meetingPolicies',
    operation: 'set',
    match: { identity: policy.identity },
    values,
    call: `Set-CsTeamsMeetingPolicy -Identity ${quoted(policyName(policy))} ${parameters.join(' ')}`,
    summary: `${words.summary} in meeting policy ${policyName(policy)}`,
    notice: words.notice,
    undo: 'restore',
  };
}

/** `allowCloudRecording` → `AllowCloudRecording`, the name in PowerShell. */
function cmdletName(field: string): string {
  return field[0]!.toUpperCase() + field.slice(1);
}
