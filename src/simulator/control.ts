import { type FeedSettings, feedOf } from './activity/feed.ts';
import type { FeedTrouble } from './activity/troubles.ts';
import { type PlayedAttack, type Playing, beginAttack } from './attacks/play.ts';
import { appendRecords } from './audit.ts';
import { type Registration, type RegistrationRequest, registerApp } from './entra/registrations.ts';
import { type SignInAttempt, type SignInOutcome, signIn } from './entra/sign-in.ts';
import { isoTime, parseDuration } from './clock.ts';
import { type Hand, handOf } from './content/hand.ts';
import type { ActiveFault, FaultRule } from './faults.ts';
import { type Activity, type Actor, controlActor } from './origin.ts';
import { liveThrough } from './life/passing.ts';
import { type State, stateOf } from './state.ts';
import type { Consistency, Entity, Write } from './store.ts';
import { type LogName, type Tenant, type TenantSeed, createTenant } from './tenant.ts';
import type { LoggedRequest, World } from './world.ts';

/** `putFile(store, …)` of a tenant as `putFile(tenant, store, …)`. */
type ByTenant<T> = {
  [K in keyof T]: T[K] extends (...given: infer Given) => infer Result
    ? (tenant: string, ...given: Given) => Result
    : never;
};

/**
 * What tests and `wardline simulator` do to a running simulator, its files and mail among it (`content/hand.ts`). The
 * same by HTTP: `POST /control/{name}`.
 */
export interface Control extends ByTenant<Hand> {
  /** `https://127.0.0.1:{port}/control/` */
  url: string;
  /** Bearer key of the HTTP form. */
  key: string;
  clock: { now(): string; advance(duration: string): string; set(moment: string): string };
  /** How far the token endpoint's and the APIs' clocks are off: `{ login: '10m', apis: '-2h' }`. */
  skew(by: { login?: string; apis?: string }): void;
  faults: {
    add(rule: FaultRule): number;
    remove(id: number): void;
    clear(): void;
    list(): Pick<ActiveFault, 'id' | 'rule' | 'left' | 'struck'>[];
  };
  tenants: {
    list(): { id: string; name: string; domain: string; prefix: string }[];
    add(seed: TenantSeed): void;
    /** Back to its start state. With `keepApps` the apps that were registered here are there still, under their ids. */
    reset(tenant: string, options?: { keepApps?: boolean }): void;
    remove(tenant: string): void;
  };
  registerApp(tenant: string, request: RegistrationRequest): Registration;
  /** A role that the app's tokens lose, also those that it holds; `*` for every app. */
  loseRole(tenant: string, appId: string, role: string): void;
  restoreRoles(tenant: string): void;
  /** A person answers to the code of a device code sign-in; without a user, by declining. */
  answerDeviceCode(userCode: string, user?: string): void;
  consent(answer: World['consent']): void;
  signIn(tenant: string, attempt: SignInAttempt): SignInOutcome;
  consistency(tenant: string, consistency: Consistency): void;
  throttle(setting: { on?: boolean; speed?: number }): void;
  pageLimit(size: number): void;
  latency(milliseconds: number): void;
  /** A change that somebody makes by another way, as in a portal: it is in the audit log under that person's name. */
  change(tenant: string, change: OutsideChange): void;
  /** Writes raw records into one of the tenant's logs (`unifiedAudit` when not given): see `appendRecords` of audit.ts. */
  record(tenant: string, records: readonly Entity[], log?: LogName): void;
  /**
   * So many people of a tenant live from now on, as the clock runs or is moved on; the days before are made first, at
   * most seven. 0 ends it.
   */
  live(tenant: string, people: number, daysBefore?: number): { people: number; records: number };
  /**
   * Plays an attack of `attacks/` on a tenant, from now on. Without a speed it is over at once and the clock stands at its
   * end; everybody else has lived on meanwhile. With a speed the clock runs so many times as fast until it is over: 1 lets
   * it happen as the clock runs or is moved on.
   */
  attack(tenant: string, name: string, options?: { speed?: number }): PlayedAttack;
  /** How the activity feed delivers from now on, and what goes wrong with it. */
  feed(tenant: string, change: Partial<FeedSettings> & { trouble?: FeedTrouble }): void;
  /** Everything the tenant holds, by collection and id. */
  state(tenant: string): Record<string, Record<string, Entity>>;
  writes(tenant: string): readonly Write[];
  logs(tenant: string): Readonly<Record<LogName, readonly Entity[]>>;
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
}

/** People of one tenant who live at most: a day of 500 is some 50,000 records. */
const mostLiving = 500;

export interface OutsideChange {
  collection: string;
  /** Absent for a single object. */
  id?: string;
  /** Merged in; `null` removes the object. */
  values: Entity | null;
  /** User principal name of who does it. */
  by?: string;
  activity?: Partial<Activity>;
}

export function createControl(world: World, url: string, key: string): Control {
  const tenantOf = (name: string): Tenant => {
    const wanted = name.toLowerCase();
    const found = [...world.tenants.values()].find(
      (tenant) => tenant.id === wanted || tenant.domains.includes(wanted) || tenant.prefix === wanted,
    );
    if (!found) throw new Error(`no tenant is called ${name}`);
    return found;
  };
  const now = (): string => isoTime(world.clock.now());
  /** People go on working while the clock jumps. */
  const moved = (move: () => void): string => {
    const before = world.clock.now();
    move();
    const after = world.clock.now();
    for (const tenant of world.tenants.values()) if (after > before) tenant.seed.history?.(tenant, before, after);
    lived();
    return now();
  };
  /** Who lives, and until when that is written: the clock runs on between two questions. */
  const living = new Map<string, { people: number; until: number }>();
  const playing = new Set<Playing>();
  const happen = (): void => {
    for (const attack of playing) if (attack.happen() === 0) playing.delete(attack);
  };
  const lived = (): void => {
    happen();
    for (const [id, life] of living) {
      const tenant = world.tenants.get(id);
      const until = world.clock.now();
      if (!tenant || until <= life.until) continue;
      liveThrough(tenant, world.clock, life.people, life.until, until);
      life.until = until;
    }
  };
  let ticking: NodeJS.Timeout | undefined;
  const register = (tenant: Tenant, request: RegistrationRequest): Registration => {
    const activity = { name: 'Add application', category: 'ApplicationManagement', target: 'Application' };
    const made = registerApp(stateFor(world, tenant, controlActor, activity), request);
    tenant.registered.push({ request, appId: made.appId });
    return made;
  };
  return {
    url,
    key,
    clock: {
      now,
      advance: (duration) => moved(() => world.clock.advance(duration)),
      set: (moment) => moved(() => world.clock.set(moment)),
    },
    skew({ login, apis }) {
      if (login !== undefined) world.skew.login = parseDuration(login);
      if (apis !== undefined) world.skew.apis = parseDuration(apis);
    },
    faults: {
      add: (rule) => world.faults.add(rule),
      remove: (id) => world.faults.remove(id),
      clear: () => world.faults.clear(),
      list: () => world.faults.list().map(({ id, rule, left, struck }) => ({ id, rule, left, struck })),
    },
    tenants: {
      list: () => [...world.tenants.values()].map(({ id, name, domain, prefix }) => ({ id, name, domain, prefix })),
      add(seed) {
        if (world.tenants.has(seed.id.toLowerCase())) throw new Error(`there is a tenant ${seed.id} already`);
        const tenant = createTenant(seed, world.clock);
        world.tenants.set(tenant.id, tenant);
      },
      reset(name, { keepApps = false } = {}) {
        const { seed, registered } = tenantOf(name);
        const tenant = createTenant(seed, world.clock);
        world.tenants.set(tenant.id, tenant);
        if (keepApps)
          for (const { request, appId } of registered) register(tenant, { ...(request as RegistrationRequest), appId });
      },
      remove: (name) => void world.tenants.delete(tenantOf(name).id),
    },
    registerApp: (name, request) => register(tenantOf(name), request),
    loseRole: (name, appId, role) => void tenantOf(name).lostRoles.add(`${appId} ${role}`),
    restoreRoles: (name) => tenantOf(name).lostRoles.clear(),
    answerDeviceCode(userCode, user) {
      const code = [...world.deviceCodes.values()].find((entry) => entry.userCode === userCode);
      if (!code) throw new Error(`nobody waits with the code ${userCode}`);
      code.answer = user === undefined ? 'declined' : { user };
    },
    consent(answer) {
      world.consent = answer;
    },
    signIn: (name, attempt) => signIn(world, tenantOf(name), attempt),
    consistency: (name, consistency) => tenantOf(name).store.setConsistency(consistency),
    throttle({ on, speed }) {
      if (on !== undefined) world.throttle.on = on;
      if (speed !== undefined) world.throttle.speed = speed;
    },
    pageLimit(size) {
      world.pageLimit = size;
    },
    latency(milliseconds) {
      world.latency = milliseconds;
    },
    change(name, { collection, id = '', values, by, activity }) {
      const tenant = tenantOf(name);
      const state = stateFor(world, tenant, by === undefined ? controlActor : personOf(tenant, by), activity ?? {});
      if (values === null) state.remove(collection, id);
      else state.put(collection, id, { ...state.get(collection, id), ...values });
    },
    record: (name, records, log = 'unifiedAudit') => appendRecords(tenantOf(name), world.clock, log, records),
    live(name, people, daysBefore = 0) {
      if (!Number.isInteger(people) || people < 0 || people > mostLiving)
        throw new Error(`people must be a whole number up to ${mostLiving}`);
      const tenant = tenantOf(name);
      const until = world.clock.now();
      living.delete(tenant.id);
      if (living.size === 0) clearInterval(ticking);
      if (people === 0) return { people, records: 0 };
      const days = Math.min(Math.max(daysBefore, 0), 7);
      const records = liveThrough(tenant, world.clock, people, until - days * 86_400_000, until);
      living.set(tenant.id, { people, until });
      clearInterval(ticking);
      ticking = setInterval(lived, 30_000).unref();
      return { people, records };
    },
    attack(name, wanted, { speed } = {}) {
      if (speed !== undefined && !(speed >= 1 && speed <= 100_000)) throw new Error('speed must be from 1 to 100,000');
      const attack = beginAttack(world, tenantOf(name), wanted);
      const advance = (by: number) => moved(() => world.clock.advance(`${Math.round(by)}ms`));
      playing.add(attack);
      if (speed === undefined) {
        while (world.clock.now() < attack.end) advance(Math.min(3_600_000, attack.end - world.clock.now()));
        happen();
        return attack.played;
      }
      const timer = setInterval(() => {
        advance((speed - 1) * 1000);
        if (!playing.has(attack)) clearInterval(timer);
      }, 1000);
      // A simulator that is stopped does not wait for it.
      timer.unref();
      return attack.played;
    },
    feed(name, { trouble, ...settings }) {
      const feed = feedOf(tenantOf(name));
      // What was written before keeps the delay that held then.
      feed.take();
      Object.assign(feed.settings, settings);
      if (trouble) feed.troubles.add(trouble);
    },
    putFile: (name, ...given) => handOf(world, tenantOf(name)).putFile(...given),
    removeFile: (name, ...given) => handOf(world, tenantOf(name)).removeFile(...given),
    moveFile: (name, ...given) => handOf(world, tenantOf(name)).moveFile(...given),
    share: (name, ...given) => handOf(world, tenantOf(name)).share(...given),
    sendMail: (name, ...given) => handOf(world, tenantOf(name)).sendMail(...given),
    removeMessage: (name, ...given) => handOf(world, tenantOf(name)).removeMessage(...given),
    say: (name, ...given) => handOf(world, tenantOf(name)).say(...given),
    groundTruth: (name) => handOf(world, tenantOf(name)).groundTruth(),
    state(name) {
      const { store } = tenantOf(name);
      return Object.fromEntries(
        store
          .collections()
          .map((collection) => [
            collection,
            Object.fromEntries(store.entries(collection).map(({ id, entity }) => [id, entity])),
          ]),
      );
    },
    writes: (name) => tenantOf(name).store.writes,
    logs: (name) => tenantOf(name).logs,
    requests: () => world.requests,
    clearRequests: () => void world.requests.splice(0),
  };
}

function personOf(tenant: Tenant, name: string): Actor {
  const wanted = name.toLowerCase();
  const user = tenant.store.list('users').find((entry) => String(entry['userPrincipalName']).toLowerCase() === wanted);
  if (!user) throw new Error(`no user is called ${name}`);
  return { kind: 'user', id: String(user['id']), displayName: String(user['displayName']), userPrincipalName: name };
}

function stateFor(world: World, tenant: Tenant, actor: Actor, activity: Partial<Activity>): State {
  return stateOf(
    tenant,
    world.clock,
    {
      actor,
      requestId: 'control',
      ip: '192.0.2.10',
      activity: { name: 'Update policy', log: 'directory', service: 'Core Directory', category: 'Policy', ...activity },
    },
    'current',
  );
}
