import { defineControl } from '../../core/control.ts';
import { type License, hasLicense, licenses } from '../../core/license.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, notLicensed, partial, pass, unknown } from '../../core/verdict.ts';

/** What to do without a license, where something else goes part of the way. */
const alternatives: Partial<Record<License, string>> = {
  'entra-p1': 'turn on security defaults, which ask everybody for MFA without Conditional Access',
  'entra-p2': 'read the sign-in log for odd sign-ins by hand and review admin roles each quarter',
  'entra-governance': 'review guests and roles each quarter from a list, and keep it signed',
  intune: 'encrypt and lock devices by hand and keep a register; limit unmanaged devices to the web',
  'defender-office-p1': 'use the built-in anti-spam, anti-malware and anti-phishing policies and mark outside senders',
  'defender-office-p2': 'use Defender for Office 365 Plan 1 with the preset policies',
  'defender-endpoint': 'use the antivirus of the system, turned on and reporting, on every device',
  'cloud-app-security': 'use app-enforced restrictions to keep downloads from unmanaged devices',
  'purview-labels': 'keep PHI in few sites that are closed to outside and marked in their name',
  'purview-auto-label': 'label by hand, with a default label per library',
  'purview-dlp': 'use mail flow rules that encrypt or stop mail with patient numbers',
  'purview-dlp-advanced': 'keep patient data out of chats by rule and training; block USB storage by device settings',
  'message-encryption': 'send patients a link to a file that only they can open after signing in',
  'audit-premium': 'export the audit log at least every 180 days and keep it six years',
  'customer-lockbox': "rely on Microsoft's own approval of support access, and note that in the risk analysis",
  'litigation-hold': 'keep mail by retention policies',
};

function licensesPart(servicePlans: SectionData<'servicePlans'>): Verdict {
  const all = Object.keys(licenses) as License[];
  const lacking = all.filter((license) => !hasLicense(license, servicePlans));
  const show = (license: License): Evidence => ({
    id: license,
    name: licenses[license].name,
    expected: 'held, or the alternative in place',
    actual: lacking.includes(license)
      ? `not held; instead: ${alternatives[license] ?? 'record a decision with an equivalent measure'}`
      : 'held',
    readFrom: 'servicePlans.servicePlanName',
  });
  if (lacking.length === 0) return pass(`All ${all.length} licenses that controls ask for are held.`, all.map(show));
  const why = `${lacking.length} of ${all.length} licenses that controls ask for are not held: ${lacking.map((license) => licenses[license].name).join(', ')}.`;
  const wouldPassIf = 'You buy them, or put the alternative in place and record the decision.';
  return { ...notLicensed(why, { wouldPassIf }), resources: lacking.map(show) };
}

/** A subscription that has run out takes its protections with it; one that is overdrawn is about to. */
function subscriptionsPart(skus: SectionData<'subscribedSkus'>): Verdict {
  const judged = skus.map((sku) => {
    const { consumedUnits, prepaidUnits, capabilityStatus } = sku;
    const used = consumedUnits ?? 0;
    const bought = typeof prepaidUnits?.enabled === 'number' ? prepaidUnits.enabled : undefined;
    const stopped = used > 0 && /^(suspended|lockedout|deleted)$/i.test(capabilityStatus ?? '');
    const ending = used > 0 && /^warning$/i.test(capabilityStatus ?? '');
    const overdrawn = bought !== undefined && used > bought;
    const actual = stopped || ending ? `state ${capabilityStatus}, ${used} assigned` : `${used} assigned of ${bought}`;
    const name = sku.skuPartNumber ?? sku.skuId ?? 'subscription';
    const evidence: Evidence = {
      id: sku.skuId ?? name,
      name,
      expected: 'enabled, with a seat for each assignment',
      actual,
      readFrom: 'subscribedSkus',
    };
    return { evidence, stopped, short: !stopped && (ending || overdrawn) };
  });
  const stopped = judged.filter((entry) => entry.stopped).map((entry) => entry.evidence);
  const short = judged.filter((entry) => entry.short).map((entry) => entry.evidence);
  const names = (list: readonly Evidence[]) => list.map(({ name }) => name).join(', ');
  return combine({
    all: pass(`${judged.length} subscriptions were read.`),
    ...(stopped.length > 0 && {
      stopped: fail(`${stopped.length} subscriptions in use have stopped.`, stopped, {
        wouldPassIf: `${names(stopped)} are renewed, or nobody is assigned to them.`,
      }),
    }),
    ...(short.length > 0 && {
      short: partial(`${short.length} subscriptions are ending or have too few seats.`, short, {
        wouldPassIf: `${names(short)} are renewed and have a seat for each assignment.`,
      }),
    }),
  });
}

export const licensesAllowControls = defineControl({
  id: 'organization.licenses-allow-controls',
  title: 'Licenses allow the controls, and subscriptions run',
  finding: 'Subscriptions that carry protections have stopped or run short',
  severity: 'low',
  rationale:
    'Some protections exist only with a license. Where you do not buy it, HIPAA still asks for something of equal worth and for the reason in writing.',
  citations: ['164.308(a)(1)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [],
  aliases: ['OR-03'],
  reads: ['servicePlans.servicePlanName'],
  mayRead: ['subscribedSkus'],
  evaluate({ servicePlans, subscribedSkus }) {
    const held = licensesPart(servicePlans);
    return combine({
      licenses: held,
      ...(subscribedSkus && { subscriptions: subscriptionsPart(subscribedSkus) }),
      ...(!subscribedSkus &&
        held.outcome === 'pass' && {
          subscriptions: unknown("Can't tell whether the subscriptions run: they were not read (GET /subscribedSkus)."),
        }),
    });
  },
  remediation: {
    fix: 'Buy the missing licenses or put the alternative in place',
    steps: [
      'Look at each license named here and the alternative beside it.',
      'Renew what has stopped: Microsoft 365 admin center, Billing, Your products.',
      'Where you choose the alternative, record the decision with its reason in wardline.yaml (decisions).',
    ],
  },
  knownGaps: [
    'A license counts as held when the tenant has it; whether every person has one is not seen.',
    'It names every license that some control asks for, also those that a small practice may do without.',
  ],
  assumed: ['The alternatives are advice, not equal protection.'],
});
