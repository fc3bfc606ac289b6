import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { counted, idOf, identityArgument, isDeclared, matchOf, nameOf } from './identity.ts';
import { daysOf } from './time-span.ts';

type Mailbox = SectionData<'mailboxes'>[number];

/** Microsoft's own mailboxes hold no mail of the organization. */
const system = /^(discovery|arbitration|auditlog|monitoring|system)/i;

/** The declared PHI mailboxes, or all of them when none is declared. */
function inScope(
  mailboxes: readonly Mailbox[],
  { organization, declared }: Pick<Context, 'organization' | 'declared'>,
): Mailbox[] {
  const phi = organization.phi.mailboxes;
  return mailboxes.filter(
    (mailbox) =>
      !system.test(mailbox.recipientTypeDetails ?? '') &&
      (phi.length === 0 || isDeclared(mailbox, phi)) &&
      !isDeclared(mailbox, declared.mailboxes),
  );
}

/** `mbx<guid>:2` and `:3` keep mail; `:1` only deletes. Holds without a number (eDiscovery) keep. */
const keeps = (hold: string) => !hold.startsWith('-') && !hold.endsWith(':1');

/** Retention policies for all mailboxes, by their id. */
const forEverybody = (holds: readonly string[] | null | undefined) =>
  (holds ?? [])
    .filter((hold) => /^mbx/i.test(hold) && keeps(hold))
    .map((hold) => hold.toLowerCase().replace(/:\d$/, ''));

function isHeld(mailbox: Mailbox, everybody: readonly string[]): boolean {
  if (mailbox.litigationHoldEnabled === true) return true;
  const own = (mailbox.inPlaceHolds ?? []).map((hold) => hold.toLowerCase());
  const leftOut = new Set(own.filter((hold) => hold.startsWith('-')).map((hold) => hold.slice(1).replace(/:\d$/, '')));
  return (
    own.some((hold) => /^(mbx|unih)/.test(hold) && keeps(hold)) || everybody.some((policy) => !leftOut.has(policy))
  );
}

const keptDays = (mailbox: Mailbox) => daysOf(mailbox.retainDeletedItemsFor) ?? 0;

export const mailboxRetention = defineControl({
  id: 'exchange.mailbox-retention',
  title: 'Mailboxes with PHI are kept by a hold or a retention policy',
  finding: 'Mail with PHI can be deleted for good',
  severity: 'medium',
  rationale:
    'Without a hold a mailbox can be emptied in a minute, by mistake, by malice or by a departing employee, and the record is gone. HIPAA sets six years for its own documentation; how long a patient record is kept is set by the state.',
  citations: ['164.316(b)(2)(i)', '164.308(a)(7)(ii)(A)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'CIPP', id: 'EnableLitigationHold' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/ediscovery-create-a-litigation-hold' },
  ],
  aliases: ['EX-19'],
  license: 'litigation-hold',
  parameters: {
    deletedItemDays: { default: 30, tighten: 'higher', title: 'Fewest days that deleted items can be brought back' },
  },
  reads: ['mailboxes.litigationHoldEnabled', 'mailboxes.inPlaceHolds', 'mailboxes.retainDeletedItemsFor'],
  mayRead: ['organizationConfig'],
  evaluate({ mailboxes, organizationConfig }, context) {
    const scope = inScope(mailboxes, context);
    const what = context.organization.phi.mailboxes.length > 0 ? 'declared PHI mailbox' : 'mailbox';
    if (scope.length === 0) return unknown(`Can't tell: the source lists no ${what}.`);
    const all = counted(scope.length, what, `${what}es`);
    const days = context.parameters.deletedItemDays;
    const evidence = (mailbox: Mailbox): Evidence => ({
      id: idOf(mailbox),
      name: nameOf(mailbox),
      expected: `A hold or retention policy, deleted items kept ${days} days`,
      actual: `LitigationHoldEnabled ${mailbox.litigationHoldEnabled}, holds ${(mailbox.inPlaceHolds ?? []).join(', ') || 'none'}, deleted items kept ${keptDays(mailbox)} days`,
      readFrom: 'mailboxes.litigationHoldEnabled',
    });
    const notHeld = scope.filter((mailbox) => !isHeld(mailbox, forEverybody(organizationConfig?.inPlaceHolds)));
    const short = scope.filter((mailbox) => keptDays(mailbox) < days);
    const holds: Verdict =
      notHeld.length === 0
        ? pass(`Every one of ${all} is kept by a hold or a retention policy.`)
        : organizationConfig?.inPlaceHolds === undefined
          ? unknown(
              `Can't tell for ${counted(notHeld.length, 'mailbox', 'mailboxes')} without a hold of its own: the organization's retention policies were not read.`,
              notHeld.map(evidence),
            )
          : fail(
              `${notHeld.length} of ${all} ${notHeld.length === 1 ? 'has' : 'have'} neither a hold nor a retention policy.`,
              notHeld.map(evidence),
              {
                wouldPassIf: 'A retention policy covers all mailboxes, or if these mailboxes are on litigation hold.',
              },
            );
    const deleted: Verdict =
      short.length === 0
        ? pass(`Deleted items can be brought back for ${days} days or more.`)
        : partial(
            `${short.length} of ${all} ${short.length === 1 ? 'keeps' : 'keep'} deleted items for fewer than ${days} days.`,
            short.map(evidence),
            {
              wouldPassIf: `Deleted items are kept for ${days} days.`,
            },
          );
    const absent = context.organization.phi.mailboxes.filter(
      (name) => !mailboxes.some((mailbox) => isDeclared(mailbox, [name])),
    );
    const listed: Verdict | undefined =
      absent.length > 0
        ? unknown(`Can't tell for ${absent.join(', ')}: declared as holding PHI, but not in the list of mailboxes.`)
        : undefined;
    return combine({ holds, deleted, ...(listed && { listed }) });
  },
  remediation: {
    fix: 'Put mailboxes with PHI under a retention policy or on litigation hold',
    steps: [
      'Open the Microsoft Purview portal, Data Lifecycle Management, Retention policies, New retention policy, Exchange mailboxes, and keep items for as long as your schedule says.',
      'Or open the Exchange admin center, the mailbox, Others, Manage litigation hold.',
      'Raise the time that deleted items are kept to 30 days.',
    ],
    script: [
      'Set-Mailbox -Identity <mailbox> -LitigationHoldEnabled $true',
      'Set-Mailbox -Identity <mailbox> -RetainDeletedItemsFor 30',
    ],
  },
  changes({ mailboxes, organizationConfig }, context) {
    const everybody = forEverybody(organizationConfig?.inPlaceHolds);
    const days = context.parameters.deletedItemDays;
    return inScope(mailboxes, context).flatMap((mailbox) => {
      const hold = !isHeld(mailbox, everybody);
      const longer = keptDays(mailbox) < days;
      if (!hold && !longer) return [];
      return {
        section: 'mailboxes' as const,
        operation: 'set' as const,
        match: matchOf(mailbox),
        values: {
          ...(hold && { litigationHoldEnabled: true }),
          ...(longer && { retainDeletedItemsFor: `${days}.00:00:00` }),
        },
        call: `Set-Mailbox -Identity ${identityArgument(mailbox)}${hold ? ' -LitigationHoldEnabled $true' : ''}${longer ? ` -RetainDeletedItemsFor ${days}` : ''}`,
        summary: `${hold ? 'Put on litigation hold and keep' : 'Keep'} deleted items of ${nameOf(mailbox)}`,
        notice: `${nameOf(mailbox)} notices nothing. The mailbox grows, and a hold needs Exchange Online Plan 2 or Archiving.`,
        undo: 'restore' as const,
      };
    });
  },
  knownGaps: [
    'How long a retention policy keeps mail is judged with the retention policies of Purview.',
    'Exchange keeps deleted items for 30 days at most.',
  ],
});
