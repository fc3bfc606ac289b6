import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/core/permission.ts';
import { hashOf, newSecret } from '../../src/server/auth/secrets.ts';
import type { Server } from '../../src/server/server.ts';
import { addAccount, replaceRoles } from '../../src/store/accounts.ts';
import { withSystem } from '../../src/store/scope.ts';
import { beginSession } from '../../src/store/sessions.ts';

/** An account with these roles that is signed in: the cookie that its browser holds. */
export async function createAccount(server: Server, roles: readonly (readonly [role: Role, tenant: string])[]) {
  const at = server.now();
  const secret = newSecret();
  await withSystem(server.store, async (scope) => {
    const email = `${randomUUID()}@example.com`;
    const { id } = await addAccount(scope, { email, name: 'Dana Whitlock', state: 'active', at });
    // Without an owner nobody else can be given anything.
    const granted = roles.map(([role, tenant]) => ({
      role,
      tenant,
      ...(role === 'auditor' && { until: '2999-01-31' }),
    }));
    await replaceRoles(scope, id, granted, { by: 'test', at });
    const agent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/144.0';
    await beginSession(scope, { hash: hashOf(secret), account: id, level: 'full', at, agent, address: '192.0.2.10' });
  });
  return { name: 'wardline', value: secret, url: server.origin };
}
