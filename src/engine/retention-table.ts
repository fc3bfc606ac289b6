import type { SectionData, Snapshot } from '../core/snapshot.ts';

/** How long something of the tenant is kept, beside the six years of 45 CFR 164.316(b)(2)(i). */
export interface RetentionRow {
  kind: 'policy' | 'label' | 'audit';
  name: string;
  /** What it covers: `Exchange, SharePoint`, record types, or `what carries the label`. */
  covers: string;
  /** Days; absent where it keeps for ever, keeps nothing, or the answer does not say. */
  days?: number;
  keeps: 'days' | 'for ever' | 'nothing' | 'unknown';
  /** `short`: less than six years. `off`: it does not act. */
  state: 'enough' | 'short' | 'off' | 'unknown';
}

/** Six years as Purview counts them, by 365 days. */
const sixYears = 2_190;
const auditDays: Readonly<Record<string, number>> = {
  sevendays: 7,
  onemonth: 30,
  threemonths: 90,
  sixmonths: 180,
  ninemonths: 270,
  twelvemonths: 365,
  threeyears: 1_095,
  fiveyears: 1_825,
  sevenyears: 2_555,
  tenyears: 3_650,
};
const places = {
  exchangeLocation: 'Exchange',
  sharePointLocation: 'SharePoint',
  oneDriveLocation: 'OneDrive',
  teamsChatLocation: 'Teams chats',
  teamsChannelLocation: 'Teams channels',
} as const;

/** The tenant's own retention: policies with their rules, labels, and the audit log's. `unread`: what was not read. */
export function retentionTable({ sections }: Snapshot): { rows: RetentionRow[]; unread: string[] } {
  const { retentionPolicies, retentionRules, retentionLabels, auditRetentionPolicies } = sections;
  const named = [
    [retentionPolicies, 'retention policies'],
    [retentionRules, 'retention rules'],
    [retentionLabels, 'retention labels'],
    [auditRetentionPolicies, 'audit log retention policies'],
  ] as const;
  const policies = retentionPolicies.status === 'read' ? retentionPolicies.data : [];
  const rules = retentionRules.status === 'read' ? retentionRules.data : undefined;
  const labels = retentionLabels.status === 'read' ? retentionLabels.data : [];
  const audit = auditRetentionPolicies.status === 'read' ? auditRetentionPolicies.data : [];
  return {
    unread: named.flatMap(([section, words]) => (section.status === 'read' ? [] : [words])),
    rows: [
      ...policies.flatMap((policy) => ofPolicy(policy, rules)),
      ...labels.map((label) => {
        const keeps = kept(label.retentionAction, label.retentionDuration);
        return {
          kind: 'label' as const,
          name: label.name ?? '',
          covers: 'What carries the label',
          ...stated(keeps, true),
        };
      }),
      ...audit.map(({ name, enabled, retentionDuration, recordTypes, operations, userIds }) => {
        const days = auditDays[(retentionDuration ?? '').toLowerCase()];
        const narrowed = [...(operations ?? []), ...(userIds ?? [])].length > 0;
        return {
          ...{ kind: 'audit' as const, name: name ?? '' },
          covers: `${recordTypes?.length ? recordTypes.join(', ') : 'All records'}${narrowed ? ', of some operations or people' : ''}`,
          ...stated(days === undefined ? { keeps: 'unknown' } : { keeps: 'days', days }, enabled !== false),
        };
      }),
    ],
  };
}

type Kept = Pick<RetentionRow, 'keeps' | 'days'>;

function ofPolicy(
  policy: SectionData<'retentionPolicies'>[number],
  rules: SectionData<'retentionRules'> | undefined,
): RetentionRow[] {
  const covers = Object.entries(places)
    .filter(([key]) => (policy[key as keyof typeof places] ?? []).length > 0)
    .map(([, words]) => words);
  const common = { kind: 'policy' as const, name: policy.name ?? '', covers: covers.join(', ') || 'Not said' };
  const acts = policy.enabled === true && (!policy.mode || /^(?:enforce|enable)$/i.test(policy.mode));
  const own = rules?.filter((rule) => {
    const of = rule.policy?.toLowerCase();
    return of !== undefined && (of === policy.guid?.toLowerCase() || of === policy.name?.toLowerCase());
  });
  // What publishes labels keeps nothing by itself: the labels are rows of their own.
  const keeping = own?.filter((rule) => !rule.publishComplianceTag && !rule.applyComplianceTag);
  if (keeping === undefined) return [{ ...common, ...stated({ keeps: 'unknown' }, acts) }];
  return keeping.map((rule) => ({
    ...common,
    ...stated(kept(rule.retentionComplianceAction, rule.retentionDuration), acts && rule.disabled !== true),
  }));
}

function kept(action: string | null | undefined, duration: string | null | undefined): Kept {
  if (!action || !duration) return { keeps: 'unknown' };
  if (/^delete$/i.test(action)) return { keeps: 'nothing' };
  if (/^(?:unlimited|forever)$/i.test(duration)) return { keeps: 'for ever' };
  return /^\d+$/.test(duration) ? { keeps: 'days', days: Number(duration) } : { keeps: 'unknown' };
}

function stated(found: Kept, acts: boolean): Kept & Pick<RetentionRow, 'state'> {
  if (!acts) return { ...found, state: 'off' };
  if (found.keeps === 'unknown') return { ...found, state: 'unknown' };
  const long = found.keeps === 'for ever' || (found.days !== undefined && found.days >= sixYears);
  return { ...found, state: long ? 'enough' : 'short' };
}
