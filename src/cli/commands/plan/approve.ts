import { type PlanShown, approvePlan, listPlans, showPlan } from '../../../api/plans.ts';
import { oneLine } from '../../../connectors/wardline/refusal.ts';
import { WardlineError } from '../../../core/errors.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption, whatIfOption, yesOption, approve } from '../../live.ts';
import { chosenRemoteTenant, withSession } from '../../remote/session.ts';

export const planApproveCommand = defineCommand({
  path: ['plan', 'approve'],
  summary: 'approve a plan as the person who is signed in to the server',
  details: `An approval counts only from somebody who signed in, and a second one only from a second person: without a sign-in
to a server there is nobody whose approval it could be.
  wardline plan show 3f2a91c4d0b7e615
  wardline plan approve 3f2a91c4d0b7e615 --note "Reviewed with Dr. Okafor"`,
  arguments: [{ name: 'plan', summary: 'the id of the plan' }],
  options: [
    { flags: '--note <text>', summary: 'kept with the approval' },
    tenantOption,
    yesOption,
    whatIfOption,
    homeOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withSession(invocation, async ({ server, shown }) => {
      const { options, tell } = invocation;
      const tenant = chosenRemoteTenant(shown, options['tenant']);
      const path = { tenant: tenant.id };
      const named = invocation.arguments[0]!;
      const { items } = await server.call(listPlans, { path });
      const entry = items.find(({ id, plan }: PlanShown) => id === named || plan === named);
      if (!entry)
        throw new WardlineError('not-found', 'There is no such plan of this tenant.', 'See: wardline plan list');
      const plan = await server.call(showPlan, { path: { ...path, id: entry.id } });
      for (const { id, summary, notice } of plan.changeList) tell(oneLine(`${id} ${summary}. ${notice}`));
      if (options['whatIf'] === true)
        return {
          ...{ data: { plan: named, state: entry.state, changes: plan.changes }, rows: [], columns: [] },
          text: () => 'Nothing was done.',
        };
      await approve(invocation, tenant, `This approves ${plan.changes} changes of plan ${named}`);
      const note = options['note'];
      const done = await server.call(approvePlan, {
        path: { ...path, id: entry.id },
        body: { document: plan.document, ...(typeof note === 'string' && { note }) },
      });
      const missing = done.approvalsNeeded - done.approvals;
      return {
        ...{ data: { plan: named, ...done }, rows: [], columns: [] },
        text: () =>
          missing > 0
            ? `Approved by you. ${missing} more ${missing === 1 ? 'person has' : 'people have'} to approve it.`
            : `Approved. Next: wardline apply --plan-id ${named}`,
      };
    }),
});
