import type { Plan, PlannedChange } from '../core/plan.ts';
import { type ScriptService, scriptHead, scriptHelpers } from './plan-script-parts.ts';
import { quoted } from '../core/powershell.ts';
import { comment, hereJson } from './powershell.ts';

/** One write of a change, as data. */
export type ScriptCall =
  | {
      kind: 'cmdlet';
      service: Exclude<ScriptService, 'graph'>;
      /** `Set-RemoteDomain`. */
      command: string;
      parameters: Readonly<Record<string, unknown>>;
      /** The cmdlet that shows the present object; of a new one, what must not be there yet. */
      read?: { command: string; parameters: Readonly<Record<string, unknown>> };
    }
  | {
      kind: 'graph';
      service: 'graph';
      method: 'POST' | 'PATCH' | 'DELETE';
      /** `v1.0/policies/authorizationPolicy`. */
      path: string;
      body?: Readonly<Record<string, unknown>>;
      /** Fields inside properties that are sent whole: they are laid over the present ones when the script runs. */
      merge?: Readonly<Record<string, unknown>>;
      headers?: Readonly<Record<string, string>>;
    };

/** How a change is written, or why no script can. */
export type ScriptedChange = { calls: readonly ScriptCall[]; scopes: readonly string[] } | { cannot: string };

/**
 * The plan as a PowerShell 7 script, for admins who give no write rights. It refuses another tenant, reads each value
 * before it writes, refuses a change whose value moved, and knows -WhatIf. Values of the tenant stand in JSON without
 * any quote, so none can become code. Of a staged change only the first stage is written.
 */
export function planScript(plan: Plan, scripted: ReadonlyMap<string, ScriptedChange>): string {
  const made = plan.changes.map((change) => ({
    change,
    how: scripted.get(change.id) ?? { cannot: 'It is not known.' },
  }));
  const written = made.flatMap(({ how }) => ('calls' in how ? how.calls : []));
  const scopes = made.flatMap(({ how }) => ('calls' in how ? how.scopes : []));
  return [
    ...comment(`Wardline plan ${plan.id} for ${plan.tenant.name} (${plan.tenant.id})`),
    ...comment(`Baseline ${plan.baseline}, made ${plan.createdAt} from settings read ${plan.takenAt}.`),
    ...comment(
      `${plan.changes.length} changes, ${made.filter(({ how }) => 'cannot' in how).length} of them only as comments.`,
    ),
    scriptHead(plan, new Set(written.map(({ service }) => service)), [...new Set(scopes)].toSorted()),
    scriptHelpers,
    ...made.flatMap(({ change, how }) => ['', ...changePart(change, how)]),
    '',
    "Write-Output 'Done. Collect and assess again with Wardline to see what holds.'",
    '',
  ].join('\n');
}

function changePart(change: PlannedChange, how: ScriptedChange): string[] {
  const [stage, ...later] = change.stages;
  const about = [
    ...comment(`${change.id}: ${change.summary}`),
    ...comment(`Why: ${change.why}`),
    ...comment(`Controls: ${change.controls.join(', ')}. Citations: ${change.citations.join(', ')}.`),
    ...comment(`Who notices: ${change.notice}`),
    ...(change.license ? comment(`License: ${change.license}`) : []),
    ...(change.lockoutRisk ? comment('Risk: this can shut people out when it is wrong.') : []),
    ...comment(undoOf(change)),
    ...(stage && later.length > 0
      ? comment(
          `Only the first stage (${stage.name}) is written, for at least ${stage.minimumDays} days. Then: ${later.map(({ name }) => name).join(', ')}; make a new plan for it.`,
        )
      : []),
    ...(change.dependsOn.length > 0 ? comment(`After: ${change.dependsOn.join(', ')}`) : []),
  ];
  if ('cannot' in how)
    return [...about, ...comment(`Not in this script: ${how.cannot}`), ...comment(`By hand: ${change.call}`)];
  return [
    ...about,
    `if (Test-Wanted ${quoted(change.id)}) {`,
    ...how.calls.flatMap((call) => callPart(change, call)),
    '}',
  ];
}

function undoOf({ undo, from, operation }: PlannedChange): string {
  if (undo !== 'restore') return `Cannot be undone: ${undo.cannot}`;
  if (operation === 'create') return 'Undo: remove the object that this makes.';
  return `Undo: write back ${JSON.stringify(from)}`;
}

function callPart(change: PlannedChange, call: ScriptCall): string[] {
  const named = `-Id ${quoted(change.id)} -Operation ${quoted(operationOf(change, call))}`;
  const data = (variable: string, value: unknown) => [`$${variable} = ConvertFrom-WardlineJson ${hereJson(value)}`];
  if (call.kind === 'graph') {
    const path = `-Method ${call.method} -Path $write.path`;
    return [
      ...data('before', change.from),
      ...data('write', {
        path: call.path,
        body: call.body ?? {},
        merge: call.merge ?? {},
        headers: call.headers ?? {},
        name: change.values?.['displayName'] ?? null,
      }),
      `Invoke-GraphChange ${named} ${path} -Before $before -Write $write`,
    ];
  }
  for (const command of [call.command, call.read?.command ?? 'Get-It'])
    if (!/^[A-Z][a-z]+-[A-Za-z0-9]+$/.test(command)) throw new Error('not a cmdlet');
  return [
    ...data('before', call.read ? change.from : {}),
    ...data('find', call.read?.parameters ?? {}),
    ...data('write', call.parameters),
    ...(call.read
      ? [`Assert-Before ${named} -Before $before -Present { ${call.read.command} @find -ErrorAction Stop }`]
      : []),
    `if ($PSCmdlet.ShouldProcess((Get-Target ${quoted(change.id)} $write), ${quoted(call.command)})) { ${call.command} @write | Out-Null }`,
  ];
}

/** An object made by one call of a change is there for the next. */
function operationOf({ operation }: PlannedChange, call: ScriptCall): string {
  return call.kind === 'cmdlet' && !call.command.startsWith('New-') && operation === 'create' ? 'set' : operation;
}
