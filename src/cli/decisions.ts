import { WardlineError } from '../core/errors.ts';
import type { Organization } from '../core/organization.ts';
import type { Plan } from '../core/plan.ts';
import { activeExceptions } from '../engine/exceptions.ts';
import { settingName, settingsOf } from '../engine/setting.ts';
import { addDecision, listDecisions } from '../store/decisions.ts';
import type { Run } from '../store/journal.ts';
import type { TenantScope } from '../store/scope.ts';
import { linesOf } from './runs.ts';

/** A reason as a person gave it; undefined when none was asked for. Throws `usage` for one that says nothing. */
export function givenReason(reason: unknown, option = '--reason'): string | undefined {
  if (reason === undefined) return undefined;
  if (typeof reason === 'string' && /[\p{L}\p{N}]/u.test(reason)) return reason;
  throw new WardlineError('usage', 'Say why: a decision without a reason is refused.', `Give ${option} "TEXT".`);
}

/**
 * Writes the decision log of a run: each setting that holds now, or was taken back, with reason, author and date. The
 * reason is the approver's own words, else the plan's with its citations. It goes by the journal, so that a run which
 * was killed and resumed logs all of it, and what is logged already is left.
 */
export async function logRun(
  scope: TenantScope,
  given: { plan: Plan; run: Run; by: string; at: string; reason: string | undefined },
): Promise<void> {
  const { plan, run, by, at, reason } = given;
  const known = await listDecisions(scope, { runId: run.id, limit: 100_000 });
  const logged = new Set(known.map(({ setting }) => setting));
  const isUndo = run.kind === 'undo';
  const lines = await linesOf(scope, (isUndo ? run.undoes : undefined) ?? run.id);
  for (const { change: id, step, stage } of new Map(lines.map((line) => [line.change, line])).values()) {
    const change = plan.changes.find((entry) => entry.id === id);
    if (!change || !(isUndo ? step === 'undone' : step === 'done' || step === 'already')) continue;
    const reached = change.stages.find(({ name }) => name === stage);
    for (const setting of settingsOf(change, isUndo ? change.stages.at(-1) : reached)) {
      const name = settingName(setting);
      if (logged.has(name)) continue;
      await addDecision(scope, {
        setting: name,
        from: isUndo ? setting.to : setting.from,
        to: isUndo ? setting.from : setting.to,
        reason:
          reason ?? (isUndo ? `Taken back: ${change.summary}.` : `${change.why} (${change.citations.join(', ')})`),
        ...{ author: by, at, source: isUndo ? ('undone' as const) : ('applied' as const) },
        ...(change.controls[0] && { control: change.controls[0] }),
        runId: run.id,
      });
    }
  }
}

/** Logs each exception that is in force in the organization file, once for as long as its words stay the same. */
export async function logExceptions(scope: TenantScope, organization: Organization, at: string): Promise<void> {
  const controls = [...new Set(organization.exceptions.map(({ control }) => control))];
  for (const exception of controls.flatMap((control) => activeExceptions(organization.exceptions, control, at))) {
    const { control, resources, reason, compensating, approver, until } = exception;
    const setting = `exception ${control}${resources ? `[${resources.join(', ')}]` : ''}`;
    const to = { until, compensating };
    const [last] = await listDecisions(scope, { setting, limit: 1 });
    if (last?.reason === reason && last.author === approver && JSON.stringify(last.to) === JSON.stringify(to)) continue;
    await addDecision(scope, { setting, to, reason, author: approver, at, source: 'excepted', control });
  }
}
