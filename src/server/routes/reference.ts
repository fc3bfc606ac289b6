import { z } from 'zod';
import { accessMatrix } from '../../api/accounts.ts';
import { defineEndpoint } from '../../api/define.ts';
import type { Access, Endpoint } from '../../api/endpoint.ts';
import { openApi } from '../../api/open-api.ts';
import { type Role, permissionsOf, roleWords, roles } from '../../core/permission.ts';
import { type Route, implement } from '../route.ts';

const document = defineEndpoint({
  id: 'reference.openapi',
  method: 'get',
  path: '/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  access: 'public',
  answer: z.looseObject({ openapi: z.literal('3.1.0') }),
});

/** What describes the other routes. It is made from the same contracts that they run by. */
export function referenceRoutes(others: readonly Route[], version: string): Route[] {
  const endpoints: Endpoint[] = [...others.map(({ endpoint }) => endpoint), document, accessMatrix];
  const described = openApi(endpoints, version);
  const items = endpoints.map(({ id, summary, access }) => ({
    endpoint: id,
    summary,
    access,
    roles: rolesWith(access),
  }));
  return [
    implement(document, async () => described as { openapi: '3.1.0' }),
    implement(accessMatrix, async () => ({
      roles: roles.map((role) => ({ role, ...roleWords[role] })),
      items,
    })),
  ];
}

/** The roles that may make a call, for the auditor's access matrix. */
export function rolesWith(access: Access): Role[] {
  if (access === 'public' || access === 'signed-in' || access === 'half-signed-in') return [...roles];
  return roles.filter((role) => permissionsOf[role].includes(access));
}
