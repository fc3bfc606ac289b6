import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConnectorError } from '../../connectors/http/errors.ts';
import type { Asked, AssumptionCheck } from './check.ts';
import { graphChecks } from './graph.ts';
import { otherChecks } from './other.ts';
import { signInChecks } from './sign-in.ts';

const people = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `u${index}` }));
const page = (value: unknown[], more = false) => ({
  value,
  ...(more && { '@odata.nextLink': 'https://graph.microsoft.com/x' }),
});
const refused = (status: number, serviceCode?: string) =>
  new ConnectorError('bad-request', { service: 'graph', call: 'GET', status, ...(serviceCode && { serviceCode }) });
const token = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

/** A tenant that gives these answers to Graph, in turn. An error is thrown. */
function tenant(answers: readonly unknown[], more: object = {}): Asked {
  const rest = [...answers];
  const next = async () => {
    const answer = rest.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return {
    tenantId: 't',
    requests: () => [],
    stranger: async () => ({ token: next, close: () => {} }) as never,
    clients: {
      graph: { get: next, send: next },
      exchange: { run: next },
      compliance: { run: next },
      sharepoint: { get: next, getFrom: next },
      azure: { get: next },
      token: next,
      ...more,
    } as never,
  };
}

const good = { ver: '1.0', idtyp: 'app', appidacr: '2', roles: [], wids: [], nbf: 0, exp: 3599 };
const failed = (errorCode: number, failureReason: string) => ({ status: { errorCode, failureReason } });
const audit = (oldValue: unknown) => ({
  activityDisplayName: 'Update policy',
  category: 'Policy',
  result: 'success',
  targetResources: [{ modifiedProperties: [{ displayName: 'a', oldValue, newValue: '"x"' }] }],
});
const member = (PrincipalType: number, LoginName: string) => ({ Member: { PrincipalType, LoginName } });
const all: Record<string, AssumptionCheck> = { ...signInChecks, ...graphChecks, ...otherChecks };

const cases: [id: string, expected: 'holds' | 'does not hold' | 'cannot be told', name: string, answers: unknown[]][] =
  [
    ['aadsts-codes', 'does not hold', 'another number', [refused(400, 'AADSTS90002')]],
    ['aadsts-codes', 'does not hold', 'a token for a stranger', [{ value: '' }]],
    ['token-shape', 'holds', 'not before five minutes ago', [{ value: token({ ...good, nbf: -300 }) }]],
    ['token-shape', 'does not hold', 'version 2.0', [{ value: token({ ...good, ver: '2.0' }) }]],
    ['token-shape', 'does not hold', 'a day of life', [{ value: token({ ...good, exp: 86_400 }) }]],
    ['token-shape', 'does not hold', 'no readable token', [{ value: 'opaque' }]],
    ['role-ids', 'cannot be told', 'no such service', [page([]), page([]), page([]), page([])]],
    ['role-ids', 'does not hold', 'another id', [page([{ appRoles: [{ value: 'Exchange.ManageAsApp', id: 'x' }] }])]],
    ['sign-in-codes', 'cannot be told', 'an empty log', [page([])]],
    ['sign-in-codes', 'does not hold', 'other words', [page([failed(50057, 'The password is wrong.')])]],
    ['sign-in-codes', 'holds', 'the same words', [page([failed(50057, 'The user account is disabled.')])]],
    [
      'graph-error-texts',
      'does not hold',
      'another code',
      [refused(404, 'NotFound'), refused(404, 'Request_ResourceNotFound')],
    ],
    ['page-sizes', 'does not hold', 'a large page allowed', [page(people(5))]],
    ['page-sizes', 'holds', 'a page of 100', [refused(400), page(people(100), true)]],
    ['page-sizes', 'does not hold', 'a page of 200', [refused(400), page(people(200), true)]],
    ['page-sizes', 'cannot be told', 'few people', [refused(400), page(people(20))]],
    ['sign-in-activity-pages', 'holds', 'a page of 120', [page(people(120), true)]],
    ['sign-in-activity-pages', 'does not hold', 'a page of 500', [page(people(500), true)]],
    ['sign-in-activity-pages', 'does not hold', 'a smaller page', [page(people(50), true)]],
    ['what-if', 'holds', 'policies judged', [page(people(1)), page([{ policyApplies: true }])]],
    ['what-if', 'does not hold', 'another name', [page(people(1)), page([{ applies: true }])]],
    ['interactive-sign-ins', 'cannot be told', 'an empty log', [page([])]],
    ['interactive-sign-ins', 'does not hold', 'background sign-ins', [page([{}]), page([{}])]],
    ['sign-in-authentication', 'does not hold', 'other names', [page([{ userType: 'member' }])]],
    ['audit-shapes', 'holds', 'JSON', [page([audit('"y"')])]],
    ['audit-shapes', 'does not hold', 'plain text', [page([audit('y')])]],
    ['audit-shapes', 'cannot be told', 'no change', [page([{ targetResources: [] }])]],
    ['cmdlet-error-texts', 'does not hold', 'an answer for nothing', [[]]],
    ['compliance-region', 'cannot be told', 'a region that is known', [[]]],
    ['site-properties', 'does not hold', 'other names', [[{ Url: 'https://x' }]]],
    ['site-properties', 'cannot be told', 'no site', [[]]],
    ['spo-sites', 'does not hold', 'no list', [{}]],
    ['spo-web-expand', 'does not hold', 'no member', [[{ Url: 'https://x' }], [{ PrincipalId: 1 }]]],
    ['spo-role-definitions', 'cannot be told', 'other languages', [[{ Url: 'https://x' }], [{ Name: 'Lesen', Id: 1 }]]],
    ['spo-role-definitions', 'does not hold', 'another id', [[{ Url: 'https://x' }], [{ Name: 'Read', Id: 1 }]]],
    [
      'spo-principals',
      'holds',
      'the same claims',
      [[{ Url: 'https://x' }], [member(4, 'c:0t.c|tenant|1'), member(1, 'i:0#.f|membership|a')]],
    ],
    ['spo-principals', 'does not hold', 'another claim', [[{ Url: 'https://x' }], [member(4, 'c:0-.t|tenant|1')]]],
    ['spo-principals', 'cannot be told', 'other kinds', [[{ Url: 'https://x' }], [member(8, 'Owners')]]],
    ['arm-roles', 'cannot be told', 'no reading role', [{ value: token({ wids: [] }) }]],
  ];

describe('checks of assumptions', () => {
  for (const [id, expected, name, answers] of cases)
    it(`${id}: ${name} ${expected}`, async () => {
      assert.equal((await all[id]!(tenant(answers))).result, expected);
    });
});
