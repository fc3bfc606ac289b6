import { showToken, type TokenShown } from '../../api/device.ts';
import { WardlineError } from '../../core/errors.ts';
import type { Invocation } from '../command.ts';
import { type Login, readLogin } from './login-file.ts';
import { type RemoteServer, openServer } from './server.ts';

/** A server at which somebody is signed in. */
export interface RemoteSession {
  server: RemoteServer;
  login: Login;
  /** Who that is and what they may do, as the server says it now. */
  shown: TokenShown;
}

/** Opens the server of the sign-in, does the work and closes it. Throws `sign-in-needed`. */
export async function withSession<T>(invocation: Invocation, act: (session: RemoteSession) => Promise<T>): Promise<T> {
  const login = readLogin(invocation);
  if (!login)
    throw new WardlineError(
      'sign-in-needed',
      'Nobody is signed in to a server here.',
      'Sign in: wardline login https://wardline.clinic.example',
    );
  const server = openServer(invocation, login);
  try {
    return await act({ server, login, shown: await server.call(showToken) });
  } finally {
    server.close();
  }
}

type RemoteTenant = TokenShown['tenants'][number];

/** The tenant of this id, domain or name among those that the person reaches; without one the only one there is. */
export function chosenRemoteTenant({ tenants }: TokenShown, named: unknown): RemoteTenant {
  if (typeof named !== 'string') {
    if (tenants.length === 1) return tenants[0]!;
    throw tenants.length === 0
      ? new WardlineError(
          'not-permitted',
          'You reach no tenant at this server.',
          'An owner gives roles under Settings.',
        )
      : new WardlineError('usage', 'There are several tenants.', 'Choose one with --tenant; see: wardline whoami');
  }
  const wanted = named.toLowerCase();
  const found = tenants.filter((tenant) =>
    [tenant.id, tenant.domain, tenant.name].some((name) => name?.toLowerCase() === wanted),
  );
  if (found.length === 1) return found[0]!;
  throw found.length === 0
    ? new WardlineError('not-found', 'There is no such tenant among yours at this server.', 'See: wardline whoami')
    : new WardlineError('usage', 'Several tenants are called that.', 'Give the id; see: wardline whoami');
}
