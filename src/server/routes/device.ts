import * as contract from '../../api/device.ts';
import { millis, momentOf } from '../../core/clock.ts';
import { type Permission, permissions } from '../../core/permission.ts';
import { addToken, endToken } from '../../store/api-tokens.ts';
import { type AttemptLimit, countAttempt } from '../../store/attempts.ts';
import { addDeviceSignIn, decideDeviceSignIn, deviceState, waitingDeviceSignIn } from '../../store/device-sign-ins.ts';
import { withSystem } from '../../store/scope.ts';
import { listTenants } from '../../store/tenants.ts';
import { deviceCodeHash, newDeviceCode } from '../auth/device-code.ts';
import { heldIn, may } from '../auth/permitted.ts';
import { hashOf } from '../auth/secrets.ts';
import { RequestFault } from '../problem-of.ts';
import { type Call, implement } from '../route.ts';

/** Minutes within which somebody must confirm. */
const minutes = 10;
/** Seconds between two looks of the program that waits. */
const every = 2;

const limits = {
  /** Sign-ins begun from one address. */
  begin: { most: 20, minutes: 15 },
  /** Looks of one program: twice what it needs. */
  poll: { most: (2 * minutes * 60) / every, minutes: 15 },
  /** Codes that one person types. */
  code: { most: 10, minutes: 15 },
} as const satisfies Record<string, AttemptLimit>;

export const deviceRoutes = [
  implement(contract.beginDevice, async (call) => {
    const { server, body, caller, at } = call;
    await count(call, 'begin', caller.address);
    const endsAt = momentOf(millis(at) + minutes * 60_000);
    const code = newDeviceCode();
    const { machine, token: tokenHash } = body;
    const added = await withSystem(server.store, (scope) =>
      addDeviceSignIn(scope, {
        ...{ tokenHash, machine: plainName(machine), address: caller.address, begunAt: at, endsAt },
        codeHash: deviceCodeHash(code),
      }),
    );
    if (!added) throw new RequestFault('conflict', 'Begin again with a new token.');
    return { code, endsAt, every };
  }),

  implement(contract.pollDevice, async (call) => {
    const { server, body, at } = call;
    await count(call, 'poll', body.token);
    const state = await withSystem(server.store, (scope) => deviceState(scope, body.token, at));
    return { state: state ?? ('over' as const) };
  }),

  implement(contract.lookAtDevice, async (call) => {
    const { server, body, caller, at } = call;
    await count(call, 'code', caller.account);
    const codeHash = deviceCodeHash(body.code);
    const found = await withSystem(server.store, (scope) => waitingDeviceSignIn(scope, codeHash, at));
    if (!found) throw noSuchCode();
    call.about(found.id);
    const { machine, address, begunAt, endsAt } = found;
    const sameAddress = address === caller.address;
    return { machine, address, sameAddress, begunAt, endsAt, roles: rolesOf(call) };
  }),

  implement(contract.confirmDevice, async (call) => {
    const { server, body, caller, at } = call;
    await count(call, 'code', caller.account);
    const endsAt = momentOf(millis(at) + body.hours * 3_600_000);
    const permitted = await withSystem(server.store, async (scope) => {
      const known = body.tenant === '*' ? (await listTenants(scope)).map(({ id }) => id) : [body.tenant];
      return grantable(call, known);
    });
    if (permitted.length === 0) throw new RequestFault('not-permitted', 'You hold no right that it could get.');
    const token = await withSystem(server.store, async (scope) => {
      const found = await decideDeviceSignIn(scope, deviceCodeHash(body.code), {
        ...{ to: 'confirmed', account: caller.account, at },
      });
      if (!found) return undefined;
      const { machine, tokenHash: hash, id } = found;
      call.about(id, { tenant: body.tenant, hours: body.hours, may: body.may, from: found.address });
      const name = `wardline login on ${machine}`.slice(0, 60);
      const { tenant } = body;
      return {
        machine,
        ...(await addToken(scope, { account: caller.account, name, permissions: permitted, tenant, hash, at, endsAt })),
      };
    });
    if (!token) throw noSuchCode();
    return { id: token.id, machine: token.machine, endsAt };
  }),

  implement(contract.refuseDevice, async (call) => {
    const { server, body, caller, at } = call;
    await count(call, 'code', caller.account);
    const refused = await withSystem(server.store, (scope) =>
      decideDeviceSignIn(scope, deviceCodeHash(body.code), { to: 'refused', account: caller.account, at }),
    );
    if (!refused) throw noSuchCode();
    call.about(refused.id);
    return { refused: true as const };
  }),

  implement(contract.showToken, async (call) => {
    const { server, caller } = call;
    const { grants, email, name } = caller;
    const { id, name: called, tenant, createdAt, endsAt } = caller.token!;
    const known = await withSystem(server.store, (scope) => listTenants(scope));
    const tenants = known.map(({ id: one, name: title, domain }) => ({
      ...{ id: one, name: title, ...(domain && { domain }) },
      permissions: heldIn(grants, one),
    }));
    return {
      ...{ version: server.version, demo: server.demo, email, name, roles: rolesOf(call) },
      token: { id, name: called, tenant, createdAt, endsAt },
      everywhere: permissions.filter((permission) => may(grants, permission, undefined)),
      tenants: tenants.filter((one) => one.permissions.length > 0),
    };
  }),

  implement(contract.endOwnToken, async (call) => {
    const { server, caller, at } = call;
    const { id } = caller.token!;
    call.about(id);
    await withSystem(server.store, (scope) => endToken(scope, caller.account, id, at));
    return { ended: true as const };
  }),
];

/**
 * What the token gets: what the person holds in those tenants now, for Wardline itself where they hold it for all. Each
 * call holds it against the person's roles once more, so what they lose the token loses.
 */
function grantable({ caller, body }: Call<typeof contract.confirmDevice>, tenants: readonly string[]): Permission[] {
  const held = new Set(tenants.flatMap((tenant) => heldIn(caller.grants, tenant)));
  if (body.tenant === '*')
    for (const permission of permissions) if (may(caller.grants, permission, undefined)) held.add(permission);
  return permissions.filter((name) => held.has(name) && (body.may === 'all' || name.endsWith('.read')));
}

function rolesOf({ caller }: Pick<Call, 'caller'>) {
  return caller.grants.roles.map(({ role, tenant, until }) => ({ role, tenant, ...(until && { until }) }));
}

/** One answer for a code that never was, that was used, and whose time is over. */
function noSuchCode(): RequestFault {
  return new RequestFault('not-found', 'No program waits with this code. Codes count once, for ten minutes.');
}

/** Counted before it is judged, in the database, so that the limit holds over all servers together. */
async function count({ server, at }: Pick<Call, 'server' | 'at'>, kind: keyof typeof limits, subject: string) {
  const { allowed, waitSeconds } = await withSystem(server.store, (scope) =>
    countAttempt(scope, `device-${kind} ${hashOf(subject)}`, limits[kind], at),
  );
  if (!allowed) throw new RequestFault('too-many', `Wait ${Math.ceil(waitSeconds / 60)} minutes.`, waitSeconds);
}

/** A machine's name as a line of text: nothing that turns the writing around or looks like more than a name. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim();
  return plain === '' ? 'a machine without a name' : plain;
}
