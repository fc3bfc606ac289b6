import type { AuditEvent } from '../core/audit-event.ts';
import { domainOf, isWithin } from '../core/audit/address.ts';
import { consumerDomains } from '../core/audit/consumer-domains.ts';
import { WardlineError } from '../core/errors.ts';
import type { Detection, DetectionContext, Signal } from '../core/detection.ts';
import type { Organization } from '../core/organization.ts';
import { isOver } from '../core/clock.ts';
import { isInRange } from './address-range.ts';
import type { OwnDomains } from './detect-own-domains.ts';

const fold = (text: string) => text.trim().toLowerCase();
const folded = (texts: readonly string[] | undefined) => new Set((texts ?? []).map(fold));

/** What detections may ask, answered from the organization's file and from what the log taught. */
export function contextFor(organization: Organization, domains: OwnDomains): Omit<DetectionContext, 'parameters'> {
  const watch = organization.watch ?? {};
  const approved = new Set([
    ...folded(organization.approvedDomains),
    ...organization.partners.map(({ domain }) => fold(domain)),
  ]);
  const breakGlass = folded(organization.breakGlass);
  const services = folded(watch.serviceAccounts);
  const leavers = new Map((watch.leavers ?? []).map(({ account, on }) => [fold(account), on]));
  const sites = organization.phi.sites.map((site) => fold(site).replace(/\/+$/, ''));
  const labels = folded(organization.phi.labels);
  const groups = folded(organization.phi.groups);
  const ranks = new Map((watch.labelRanks ?? []).map((label, rank) => [fold(label), rank]));
  const apps = new Set(organization.approvedApps.map(({ appId }) => fold(appId)));
  const sensitive = folded(organization.sensitiveAccounts);
  const named = (set: ReadonlySet<string>, event: AuditEvent) =>
    set.has(event.actor.key) || (event.actor.id !== undefined && set.has(event.actor.id));
  return {
    isOwn: (name) => domains.isOwn(name),
    isOutside: (name) => domains.isOutside(name),
    isApprovedDomain: (name) => isWithin(domainOf(name) ?? '', approved),
    isConsumer: (name) => consumerDomains.has(domainOf(name) ?? ''),
    isBreakGlass: (event) => named(breakGlass, event),
    isBreakGlassName: (nameOrId) => breakGlass.has(fold(nameOrId)),
    isPhiGroup: (group) => (groups.size === 0 ? undefined : group !== undefined && groups.has(fold(group))),
    isServiceAccount: (given) => (typeof given === 'string' ? services.has(fold(given)) : named(services, given)),
    leavingDay: (name) => leavers.get(fold(name)),
    isPhiSite: (url) =>
      sites.length === 0 ? undefined : url !== undefined && sites.some((site) => isBelow(fold(url), site)),
    isPhiLabel: (label) => (labels.size === 0 ? undefined : label !== undefined && labels.has(fold(label))),
    labelRank: (label) => (label === undefined ? undefined : ranks.get(fold(label))),
    inNamedNetwork: (ip) =>
      watch.networks === undefined
        ? undefined
        : ip !== undefined && watch.networks.some((range) => isInRange(ip, range)),
    isApprovedApp: (id) => id !== undefined && apps.has(fold(id)),
    isSensitiveAccount: (name) => sensitive.has(fold(name)),
  };
}

function isBelow(url: string, site: string): boolean {
  return url.replace(/\/+$/, '') === site || url.startsWith(`${site}/`);
}

/** A detection's parameters: its own, then those of the organization that hold on that day. Throws `bad-organization-file`. */
export function detectionParameters(
  detection: Detection,
  organization: Organization,
  at: string,
): Record<string, never> {
  const values = Object.fromEntries(
    Object.entries(detection.parameters).map(([name, { default: value }]) => [name, value]),
  );
  for (const threshold of organization.watch?.thresholds ?? []) {
    if (threshold.detection !== detection.id || (threshold.until !== undefined && isOver(threshold.until, at)))
      continue;
    for (const [name, value] of Object.entries(threshold.parameters)) {
      const own = detection.parameters[name];
      if (!own || kind(own.default) !== kind(value))
        throw wrongParameter(detection, name, own ? kind(own.default) : undefined);
      values[name] = value as never;
    }
  }
  return values as Record<string, never>;
}

function kind(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function wrongParameter(detection: Detection, name: string, type: string | undefined): WardlineError {
  const names = Object.keys(detection.parameters).join(', ') || 'none';
  return new WardlineError(
    'bad-organization-file',
    type
      ? `watch.thresholds: ${name} of ${detection.id} must be a ${type}.`
      : `watch.thresholds: ${name} is no parameter of ${detection.id}.`,
    `It has: ${names}.`,
  );
}

/** Whether the organization's file allows this signal, on that day, for a reason that it gives. */
export function isAllowed(organization: Organization, detection: string, event: AuditEvent, signal: Signal): boolean {
  return (organization.watch?.allow ?? []).some(
    (entry) =>
      (entry.detection === detection || entry.detection === '*') &&
      !isOver(entry.until, event.at) &&
      (entry.actor === undefined ||
        [event.actor.key, event.actor.id, fold(signal.actor ?? '')].includes(fold(entry.actor))) &&
      (entry.site === undefined ||
        (event.site !== undefined && isBelow(fold(event.site), fold(entry.site).replace(/\/+$/, '')))) &&
      (entry.domain === undefined ||
        (signal.domain !== undefined && isWithin(fold(signal.domain), new Set([fold(entry.domain)])))),
  );
}
