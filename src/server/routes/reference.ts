import { accessMatrix } from '../../api/accounts.ts';
import type { Access, Endpoint } from '../../api/endpoint.ts';
import { openApi } from '../../api/open-api.ts';
import { reference } from '../../api/reference.ts';
import { type Role, permissionsOf, roleWords, roles } from '../../core/permission.ts';
import { type Route, implement } from '../route.ts';

/** What describes the other routes. It is made from the same contracts that they run by. */
export function referenceRoutes(others: readonly Route[], version: string): Route[] {
  const endpoints: Endpoint[] = [...others.map(({ endpoint }) => endpoint), reference, accessMatrix];
  const described = openApi(endpoints, version);
  const items = endpoints.map(({ id, summary, access }) => ({
    endpoint: id,
    summary,
    access,
    roles: rolesWith(access),
  }));
  return [
    implement(reference, async () => described as { openapi: '3.1.0' }),
    implement(accessMatrix, async () => ({
      roles: roles.map((role) => ({ role, ...roleWords[role] })),
      items,
    })),
  ];
}

/** The roles that may make a call, for the auditor's access matrix. */
export function rolesWith(access: Access): Role[] {
  if (access === 'public' || access === 'signed-in' || access === 'half-signed-in') return [...roles];
  // What a token alone may do says nothing of roles: it is about that token.
  if (access === 'token') return [];
  return roles.filter((role) => permissionsOf[role].includes(access));
}
