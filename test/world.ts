import { tenant as tenantCase } from './tenant.ts';
import { clinic } from '../src/controls/baselines/clinic.ts';
import { remoteDomainForwardingOff } from '../src/controls/exchange/remote-domain-forwarding-off.ts';
import { type Change, applyChanges } from '../src/core/change.ts';
import type { Control } from '../src/core/control.ts';
import { WardlineError } from '../src/core/errors.ts';
import type { Journal, JournalEntry } from '../src/core/journal.ts';
import type { SectionReader } from '../src/core/reading.ts';
import type { SectionName, Snapshot } from '../src/core/snapshot.ts';
import type { ApplyOptions } from '../src/engine/apply.ts';
import { makePlan } from '../src/engine/plan.ts';
import { enforces } from '../src/engine/security-defaults.ts';
import { liveTenant } from '../src/engine/tenant.ts';

const breakGlass = ['bg1@example.com'];
export const start = {
  remoteDomains: [
    { identity: 'Default', domainName: '*', autoForwardEnabled: true },
    { identity: 'Lab', domainName: 'lab.example.com', autoForwardEnabled: true },
  ],
  conditionalAccessPolicies: [] as unknown[],
  securityDefaults: { isEnabled: true },
  servicePlans: [{ servicePlanName: 'AAD_PREMIUM', provisioningStatus: 'Success' }],
};

/** A tenant in memory behind the same readers that a connector gives, with faults on demand. */
export function world(
  settings: Parameters<typeof tenantCase>[0] = start,
  chosen: readonly Control[] = [remoteDomainForwardingOff],
  { only }: { only?: readonly string[] } = {},
) {
  const given = tenantCase(settings, { organization: { breakGlass } });
  const plan = makePlan(given.snapshot, {
    controls: chosen,
    ...(only && { only }),
    organization: given.organization,
    baseline: clinic,
    at: '2026-11-20T12:00:00.000Z',
  });
  let state: Snapshot = given.snapshot;
  let clock = Date.parse('2026-11-20T12:00:00.000Z');
  const writes: string[] = [];
  const lines: JournalEntry[] = [];
  let holder: string | undefined;
  const faults: {
    afterWrite?: () => void;
    record?: (line: JournalEntry, count: number) => void;
    write?: (change: Change) => void;
  } = {};
  const data = (name: SectionName) => {
    const section = state.sections[name];
    return section.status === 'read' ? section.data : undefined;
  };
  const readers: SectionReader[] = (['remoteDomains', 'conditionalAccessPolicies', 'securityDefaults'] as const).map(
    (name) => ({
      id: name,
      api: 'test',
      sections: [name],
      missingRoles: [],
      read: async () => ({ [name]: structuredClone(data(name)) }),
      write: async (change) => {
        faults.write?.(change);
        const defaults = data('securityDefaults') as { isEnabled?: boolean } | undefined;
        if (enforces(change) && defaults?.isEnabled)
          throw Object.assign(new Error('Graph refused.'), { code: 'conflict' });
        writes.push(change.summary);
        state = applyChanges(state, [change]);
        faults.afterWrite?.();
      },
    }),
  );
  const journal: Journal = {
    async claim({ id }) {
      if (holder && holder !== id) throw new WardlineError('conflict', 'Another run holds the tenant.');
      holder = id;
    },
    async record(line) {
      faults.record?.(line, lines.length);
      lines.push(structuredClone(line));
    },
    async entries(run) {
      return lines.filter((line) => line.run === run);
    },
    async release() {
      holder = undefined;
    },
  };
  const now = () => new Date(clock).toISOString();
  const options: ApplyOptions = {
    plan,
    run: 'run-1',
    by: 'dana@example.com',
    tenant: liveTenant({ tenant: given.snapshot.tenant, readers, now, wait: async () => {}, patience: [0, 0] }),
    journal,
    organization: given.organization,
    now,
  };
  return {
    plan,
    options,
    writes,
    lines,
    faults,
    journal,
    state: () => state,
    data,
    later: (days: number) => (clock += days * 86_400_000),
    change: (given: Parameters<typeof applyChanges>[1]) => (state = applyChanges(state, given)),
  };
}

export const forwarding = (made: ReturnType<typeof world>) =>
  (made.data('remoteDomains') as { autoForwardEnabled: boolean }[]).map((domain) => domain.autoForwardEnabled);
export const steps = (lines: readonly JournalEntry[]) => lines.map((line) => `${line.change} ${line.step}`);
