import { resolve } from 'node:path';
import { WardlineError } from '../../../core/errors.ts';
import type { Plan } from '../../../core/plan.ts';
import { planId } from '../../../engine/plan.ts';
import { planScript } from '../../../reports/plan-script.ts';
import { type CommandResult, type Invocation, defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { scriptedChanges } from '../../plan-calls.ts';
import { planCalled, planIn } from '../../plans.ts';

interface Row {
  id: string;
  summary: string;
  script: string;
}

export const planScriptCommand = defineCommand<Row>({
  path: ['plan', 'script'],
  summary: 'write a plan as a PowerShell script, for admins who give no write rights',
  details: `  wardline plan script plan.json --out plan.ps1
Sends nothing and needs no tenant: it works from the file. Read the script, run it with -WhatIf, then run it.
It refuses another tenant and any value that moved since the plan was made. Of a staged change it writes the first
stage only. What takes more of the tenant than the plan holds stands in it as a comment.
The script was not run against Microsoft's modules yet: begin with one change (-Only c01).`,
  arguments: [{ name: 'plan', summary: 'the file that wardline plan --out wrote', optional: true }],
  options: [
    { flags: '--plan-id <id>', summary: 'the id of a kept plan, in place of a file' },
    tenantOption,
    homeOption,
  ],
  formats: ['script', 'table', 'json', 'jsonl', 'csv', 'md'],
  piped: 'script',
  run: async (invocation): Promise<CommandResult<Row>> => {
    const plan = await planOf(invocation);
    const scripted = await scriptedChanges(plan);
    const rows = plan.changes.map(({ id, summary }): Row => {
      const how = scripted.get(id)!;
      return { id, summary, script: 'cannot' in how ? `as a comment: ${how.cannot}` : 'yes' };
    });
    const left = rows.filter(({ script }) => script !== 'yes').length;
    return {
      data: { plan: plan.id, changes: rows },
      rows,
      columns: [
        { title: 'Change', value: (row) => row.id },
        { title: 'What', value: (row) => row.summary },
        { title: 'In the script', value: (row) => row.script },
      ],
      render: { script: () => planScript(plan, scripted) },
      messages: [`${rows.length - left} of ${rows.length} changes are in the script, ${left} only as comments.`],
    };
  },
});

async function planOf(invocation: Invocation): Promise<Plan> {
  const { arguments: given, options, cwd } = invocation;
  const [file] = given;
  if (file !== undefined) {
    const plan = planIn(resolve(cwd, file), file);
    if (planId(plan) === plan.id) return plan;
    throw new WardlineError(
      'stale-plan',
      'The plan was changed after it was made.',
      'Make it again and review it again.',
    );
  }
  const id = options['planId'];
  if (typeof id !== 'string')
    throw new WardlineError('usage', 'Name a plan: a file, or --plan-id ID.', 'Make one with: wardline plan');
  return withStore(invocation, async (store) => {
    const tenant = await chosenTenant(store, options['tenant']);
    return (await planCalled(store, tenant, id)).plan;
  });
}
