import { type DlpPolicy, type DlpRule, activeRulesAmong, coverageOf, workloads } from '../controls/purview/dlp.ts';
import { dlpCoversWorkloads } from '../controls/purview/dlp-covers-workloads.ts';
import { keyOf } from '../controls/purview/phi-policy-changes.ts';
import { licenses } from '../core/license.ts';
import type { Plan } from '../core/plan.ts';
import { quoted } from '../core/powershell.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { type OwnTypeRefs, type PolicyKind, type Rung, ladderOf, policyNames } from '../phi/dlp/protection.ts';
import { ruleStep } from './dlp-template-rule.ts';
import { heldLicense } from './held-license.ts';
import { contextFor } from './judge.ts';
import { type Ring, ringModes, ringScope } from './rollout.ts';
import { stagesOf } from './staging.ts';
import { type TemplateFound, type TemplateOptions, needed, templatePlan } from './template-plan.ts';

export interface DlpTemplateOptions extends TemplateOptions {
  /** Types of the organization's own that were uploaded to the tenant. */
  own?: OwnTypeRefs;
}

type Workload = (typeof workloads)[number];

/** Which workloads each policy works in. */
const kindOf = ({ id }: Workload): PolicyKind => (id === 'endpoints' ? 'devices' : 'shared');
const covers = 'purview.dlp-covers-workloads';
const citations = ['164.308(a)(1)(ii)(B)', '164.312(e)(1)', '164.502(b)'];

/**
 * The plan of DLP policies with the ladder tip, justify, encrypt, block over mail, sites, OneDrive, Teams chat and
 * devices. New policies begin in test mode, and with the first ring where `phi.rollout` declares rings. A workload that
 * a policy of the tenant's already covers is left to it; one whose license is missing is named and not planned. What
 * exists under the same name is completed and never weakened. Applied in full, it plans nothing the next time.
 */
export function planDlp(snapshot: Snapshot, { organization, baseline, at, own }: DlpTemplateOptions): Plan {
  const found: TemplateFound = { steps: [], refused: [], byHand: [] };
  const options = { organization, baseline, at };
  if (withoutLicense(snapshot, found)) return templatePlan(snapshot, found, options);
  const policies = needed(snapshot, 'dlpPolicies');
  const rules = needed(snapshot, 'dlpRules');
  const context = contextFor(dlpCoversWorkloads, snapshot, { organization, parameters: {}, at });
  const ours = new Set(Object.values(policyNames).map((name) => name.toLowerCase()));
  const others = policies.filter(({ name }) => !ours.has((name ?? '').toLowerCase()));
  const ring = organization.phi.rollout?.rings[0];
  const wanted = workloads.filter((workload) => {
    const { name, license } = workload;
    if (license && heldLicense(snapshot, license) === false) {
      leave(found, name, `The tenant has no ${licenses[license].name}.`);
      return false;
    }
    const other = coverageOf(workload, others, activeRulesAmong(rules, context.takenAt), context).find(
      (cell) => cell.state !== 'off' && cell.reach.kind === 'all' && cell.phi === 'yes',
    );
    if (!other) return true;
    const tested = other.state === 'test' ? ' It is in test mode: enforce it when its days have passed.' : '';
    leave(found, name, `DLP policy ${other.policy.name} finds PHI there already.${tested}`);
    return false;
  });
  const rungs = ladderOf(own);
  for (const kind of ['shared', 'devices'] as const)
    policyWithRules(
      kind,
      wanted.filter((workload) => kindOf(workload) === kind),
    );
  if (wanted.some(({ id }) => id === 'exchange')) {
    if (heldLicense(snapshot, 'message-encryption') === false)
      leave(found, 'encryption of mail with health terms', `The tenant has no ${licenses['message-encryption'].name}.`);
    else policyWithRules('mail', [workloads[0]!]);
  }
  return templatePlan(snapshot, found, options);

  function policyWithRules(kind: PolicyKind, places: readonly Workload[]): void {
    const scoped = places.filter((workload) => inRing(workload, ring, found));
    if (scoped.length === 0) return;
    const name = policyNames[kind];
    const present = policies.find((policy) => policy.name?.toLowerCase() === name.toLowerCase());
    if (present?.enabled === false || /^disable$/i.test(present?.mode ?? '')) {
      leave(found, `DLP policy ${name}`, 'Somebody switched it off. Switch it on or delete it, then plan again.');
      return;
    }
    if (present) completed(present, scoped, ring, found);
    else created(kind, scoped, ring, found);
    for (const step of rungsOf(rungs, kind, present, rules)) {
      if ('step' in step) found.steps.push(step.step);
      else leave(found, step.title, step.why);
    }
  }
}

/** Strictest first, as they are looked at. */
function rungsOf(rungs: readonly Rung[], kind: PolicyKind, policy: DlpPolicy | undefined, rules: readonly DlpRule[]) {
  const order = ['block', 'encrypt', 'justify', 'tip'];
  return rungs
    .filter((rung) => rung.policy === kind)
    .toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action))
    .flatMap((rung, priority) => ruleStep(rung, priority, policy, rules));
}

function withoutLicense(snapshot: Snapshot, found: TemplateFound): boolean {
  const { dlpLicense, dlpPolicies } = snapshot.sections;
  const none =
    (dlpLicense.status === 'read'
      ? dlpLicense.data.licensed === false
      : heldLicense(snapshot, 'purview-dlp') === false) ||
    (dlpPolicies.status === 'unavailable' && dlpPolicies.reason === 'not-licensed');
  if (none) leave(found, 'DLP policies', `The tenant has no ${licenses['purview-dlp'].name}.`);
  return none;
}

function leave(found: TemplateFound, title: string, why: string): void {
  found.refused.push({ control: covers, title: `Protect PHI: ${title}`, why });
}

/** A ring without sites leaves SharePoint to the next one: a site has no members by which it could be chosen. */
function inRing({ id, name }: Workload, ring: Ring | undefined, found: TemplateFound): boolean {
  if (!ring || id !== 'sharePoint' || ring.groups.length === 0 || ring.sites.length > 0) return true;
  leave(found, name, `Ring ${ring.name} names groups and no sites: SharePoint begins with the next ring.`);
  return false;
}

function created(
  kind: PolicyKind,
  places: readonly Workload[],
  ring: Ring | undefined,
  { steps }: TemplateFound,
): void {
  const name = policyNames[kind];
  const mode = ring ? ringModes[ring.mode] : 'Enable';
  const values = {
    name,
    mode,
    enabled: true,
    workload: places.map(({ token }) => token).join(', '),
    ...Object.fromEntries(workloads.map(({ location }) => [location, []])),
    ...ringScope(places, ring),
  };
  const change = {
    section: 'dlpPolicies' as const,
    operation: 'create' as const,
    match: { name },
    values,
    call: `New-DlpCompliancePolicy -Name ${quoted(name)} -Mode TestWithNotifications ${scopeScript(places, ring)}`,
    summary: `Make DLP policy ${name} in ${places.map((place) => place.name).join(', ')}${ring ? ` for ring ${ring.name}` : ''}`,
    notice: `${whoOf(ring)} who share PHI with outsiders: a policy tip says what was found. In test mode nothing is stopped.`,
    undo: 'restore' as const,
  };
  steps.push({
    change,
    controls: [covers],
    severity: 'high',
    citations,
    why: `No DLP policy finds PHI in ${places.map((place) => place.name).join(', ')}.`,
    license: licenses[kind === 'devices' ? 'purview-dlp-advanced' : 'purview-dlp'].name,
    // With rings the next step is a ring, made by `wardline dlp rollout --advance`.
    stages: ring ? [] : stagesOf(change),
    key: name,
  });
}

/** Adds what an existing policy misses; its mode and the places that it has stay. */
function completed(
  policy: DlpPolicy,
  places: readonly Workload[],
  ring: Ring | undefined,
  { steps }: TemplateFound,
): void {
  // The places of a policy under rollout are the business of its rings.
  if (ring) return;
  const missing = places.filter(({ location }) => (policy[location] ?? []).length === 0);
  if (missing.length === 0) return;
  const inForce = /^enable$/i.test(policy.mode ?? '');
  const names = missing.map(({ name }) => name).join(', ');
  steps.push({
    change: {
      section: 'dlpPolicies',
      operation: 'set',
      match: keyOf(policy),
      // What `workload` says of it the service works out by itself.
      values: Object.fromEntries(missing.map(({ location }) => [location, ['All']])),
      call: `Set-DlpCompliancePolicy -Identity ${quoted(policy.name)} ${missing.map(({ location }) => `-Add${capital(location)} All`).join(' ')}`,
      summary: `Extend DLP policy ${policy.name} to ${names}`,
      notice: inForce
        ? `Everybody in ${names}, at once: the policy is in force, so that there are no test days.`
        : `Everybody in ${names}: policy tips, nothing is stopped in test mode.`,
      undo: 'restore',
    },
    controls: [covers],
    severity: 'high',
    citations,
    why: `${policy.name} does not reach ${names}.`,
  });
}

function scopeScript(places: readonly Workload[], ring: Ring | undefined): string {
  return Object.entries(ringScope(places, ring))
    .filter(([, list]) => list.length > 0)
    .map(
      ([field, list]) =>
        `-${capital(field)} ${list.map((entry) => (entry === 'All' ? entry : quoted(entry))).join(',')}`,
    )
    .join(' ');
}

function whoOf(ring: Ring | undefined): string {
  return ring && ring.groups.length > 0 ? `People of ring ${ring.name}` : 'People';
}

function capital(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}
