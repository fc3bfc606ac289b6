import { asList, isPlainObject, plainText } from '../../core/shape.ts';
import { appRolesOf, resourceApps } from '../../simulator/entra/app-roles.ts';
import { type AssumptionCheck, claimsOf, codeOf, differs, holds, pageOf, refusal, told, untold } from './check.ts';

/** Services whose role ids the simulator recalls. Graph's are known from Microsoft's own list. */
const recalled = ['exchange', 'sharepoint', 'teams', 'activity'] as const;

/** Error codes of sign-ins and what Graph must say beside them. */
const outcomes: Readonly<Record<number, RegExp>> = {
  53003: /block/i,
  53000: /complian|device/i,
  50076: /multi-?factor|MFA|strong auth/i,
  50074: /multi-?factor|MFA|strong auth/i,
  50057: /disabled/i,
};

export const signInChecks: Readonly<Record<string, AssumptionCheck>> = {
  async 'aadsts-codes'({ stranger }) {
    const wanted = { 'unknown-app': '700016', 'unknown-certificate': '700027' } as const;
    const seen: string[] = [];
    for (const [kind, number] of Object.entries(wanted)) {
      const clients = await stranger(kind as keyof typeof wanted);
      try {
        const error = await refusal(clients.token('graph'));
        seen.push(`${kind}: ${codeOf(error)}`);
        if (!codeOf(error).includes(number)) return differs(`${seen.at(-1)} in place of ${number}.`);
      } finally {
        clients.close();
      }
    }
    return holds(`${seen.join('; ')}. Other codes were not provoked.`);
  },

  async 'token-shape'({ clients }) {
    const { value } = await clients.token('graph');
    const claims = claimsOf(value);
    const life = Number(claims['exp']) - Number(claims['nbf']);
    const wrong = [
      ...(claims['ver'] === '1.0' ? [] : ['ver']),
      ...(claims['idtyp'] === 'app' ? [] : ['idtyp']),
      ...(claims['appidacr'] === '2' ? [] : ['appidacr']),
      ...(Array.isArray(claims['roles']) ? [] : ['roles']),
      ...(Array.isArray(claims['wids']) ? [] : ['wids']),
      // From "not before", which may lie five minutes back.
      ...(life >= 3_599 && life <= 3_900 ? [] : [`life of ${life} s`]),
    ];
    return told(
      wrong.length === 0,
      wrong.length === 0 ? 'Claims and life are as taken.' : `Different: ${wrong.join(', ')}.`,
    );
  },

  async 'role-ids'({ clients }) {
    let compared = 0;
    for (const service of recalled) {
      const { appId } = resourceApps[service];
      const known = new Map(appRolesOf(service).map(({ value, id }) => [value, id]));
      const filter = encodeURI(`appId eq '${appId}'`);
      const [principal] = pageOf(
        await clients.graph.get(`/servicePrincipals?$filter=${filter}&$select=appId,appRoles`),
      ).records;
      for (const role of asList(principal?.['appRoles'])) {
        if (!isPlainObject(role)) continue;
        const name = plainText(role['value']);
        if (!known.has(name)) continue;
        compared += 1;
        if (known.get(name) !== plainText(role['id']).toLowerCase()) return differs(`${name} has another id.`);
      }
    }
    return compared === 0 ? untold('The tenant shows none of these services.') : holds(`${compared} ids agree.`);
  },

  async 'sign-in-codes'({ clients }) {
    const failed = pageOf(
      await clients.graph.get('/auditLogs/signIns?$filter=status/errorCode%20ne%200&$top=100'),
    ).records;
    const seen = new Set<number>();
    for (const { status } of failed) {
      if (!isPlainObject(status)) continue;
      const code = Number(status['errorCode']);
      const words = plainText(status['failureReason']);
      if (!outcomes[code] || words === '') continue;
      if (!outcomes[code].test(words)) return differs(`${code} stands for something else.`);
      seen.add(code);
    }
    return seen.size === 0
      ? untold('The log holds no failed sign-in of these kinds.')
      : holds(`${[...seen].join(', ')} say what was taken; the others were not in the log.`);
  },

  async 'compliance-grant'({ clients }) {
    await clients.compliance.run('Get-Label');
    return holds('Get-Label answers.');
  },
};
