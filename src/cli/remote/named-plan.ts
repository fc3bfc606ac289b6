import { resolve } from 'node:path';
import { WardlineError } from '../../core/errors.ts';
import { planId } from '../../engine/plan.ts';
import type { Command, Invocation } from '../command.ts';
import { planIn } from '../plans.ts';

const takesFile: ReadonlySet<string> = new Set(['apply', 'plan script']);

/**
 * A plan in a file here is named to the server by its id, which is the hash of its content: the server applies the plan
 * that it keeps under that name, so that the two are the same or there is none. Throws `stale-plan` for an edited file.
 */
export function named(command: Pick<Command, 'path'>, invocation: Invocation): Invocation {
  if (!takesFile.has(command.path.join(' '))) return invocation;
  const [file] = invocation.arguments;
  if (typeof invocation.options['planId'] === 'string') return { ...invocation, arguments: [] };
  if (file === undefined)
    throw new WardlineError('usage', 'Name a plan: a file, or --plan-id ID.', 'Make one with: wardline plan');
  const plan = planIn(resolve(invocation.cwd, file), file);
  if (planId(plan) !== plan.id)
    throw new WardlineError(
      'stale-plan',
      'The plan was changed after it was made.',
      'Make it again and review it again.',
    );
  return { ...invocation, arguments: [], options: { ...invocation.options, planId: plan.id } };
}
