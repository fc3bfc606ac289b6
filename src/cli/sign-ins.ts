import { readSignIns } from '../connectors/graph/resources/sign-ins.ts';
import { ConnectorError } from '../connectors/http/errors.ts';
import type { GraphClient } from '../connectors/resource.ts';
import { WardlineError } from '../core/errors.ts';
import { hasLicense, licenses } from '../core/license.ts';
import type { Rehearsal } from '../core/rehearsal.ts';
import type { SignIn } from '../core/sign-in.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Store } from '../store/open.ts';
import type { Tenant } from '../store/tenants.ts';
import type { Invocation } from './command.ts';
import { clientsOf } from './live.ts';

/** Why sign-ins could not be read, and what to do. */
export type NotPossible = Extract<Rehearsal, { status: 'not-possible' }>;

/**
 * Reads the tenant's sign-ins of a span (ISO 8601 UTC) for `act`. Without a connection, a license or a permission, and
 * when the reading stops in the middle, the answer is why: never a part of the log.
 */
export async function withSignIns<T>(
  { env, tell }: Pick<Invocation, 'env' | 'tell'>,
  store: Store,
  tenant: Tenant,
  { snapshot, ...span }: { snapshot: Snapshot; from: string; to: string },
  act: (signIns: AsyncIterable<SignIn>, graph: GraphClient) => Promise<T>,
): Promise<T | NotPossible> {
  const plans = snapshot.sections.servicePlans;
  if (plans.status === 'read' && !hasLicense('entra-p1', plans.data)) return unlicensed;
  try {
    const clients = await clientsOf(store, env, tenant, 'read-settings');
    try {
      return await act(counted(clients.graph, span, tell), clients.graph);
    } finally {
      clients.close();
    }
  } catch (error) {
    return notPossible(error);
  }
}

/** The reports are read slowly (5 calls in 10 seconds): a person sees that it goes on. */
async function* counted(
  graph: GraphClient,
  span: { from: string; to: string },
  tell: Invocation['tell'],
): AsyncGenerator<SignIn> {
  let count = 0;
  for await (const signIn of readSignIns(graph, span)) {
    count += 1;
    if (count % 5_000 === 0) tell(`${count} sign-ins read`);
    yield signIn;
  }
}

const unlicensed: NotPossible = {
  status: 'not-possible',
  why: `Sign-ins cannot be read without ${licenses['entra-p1'].name}, which this tenant does not have.`,
  hint: 'Ask the people whom a policy is for before it is enforced.',
};

function notPossible(error: unknown): NotPossible {
  if (error instanceof ConnectorError && error.code === 'not-licensed') return unlicensed;
  if (error instanceof ConnectorError || error instanceof WardlineError)
    return {
      status: 'not-possible',
      why: `Sign-ins could not be read: ${error.message}`,
      hint: error.hint ?? 'Run: wardline tenant test',
    };
  throw error;
}
