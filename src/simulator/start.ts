import { randomBytes } from 'node:crypto';
import { serverCertificate } from './certificate.ts';
import { type ClockOptions, createClock } from './clock.ts';
import { type Control, createControl } from './control.ts';
import { controlByHttp } from './control-http.ts';
import { type FaultRule, createFaults } from './faults.ts';
import { hostPatterns } from './hosts.ts';
import { listen } from './server.ts';
import { type TenantSeed, createTenant } from './tenant.ts';
import { createThrottle } from './throttle.ts';
import type { World } from './world.ts';

export interface SimulatorOptions {
  /** 0 or absent: any free port. */
  port?: number;
  tenants: readonly TenantSeed[];
  clock?: ClockOptions;
  faults?: readonly FaultRule[];
  /** Microsoft's rate limits; on when not given. `speed: 10` makes them ten times as wide. */
  throttle?: { on?: boolean; speed?: number };
  /** No page of any list is longer; 0 leaves each resource its own size. */
  pageLimit?: number;
  /** Milliseconds that each answer takes. */
  latency?: number;
}

export interface Simulator {
  /** `https://127.0.0.1:{port}` */
  url: string;
  /**
   * Where Microsoft's hosts are: patterns (`graph.microsoft.com`, `*.sharepoint.com`) with the address to connect to.
   * The request keeps Microsoft's name in its Host header and in TLS.
   */
  hostMap: Readonly<Record<string, string>>;
  /** The certificate (PEM) to trust for these connections, and for no other. */
  ca: string;
  control: Control;
  stop(): Promise<void>;
}

/** Starts a simulator of Microsoft 365 with its tenants, on loopback. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const clock = createClock(options.clock);
  const faults = createFaults();
  for (const rule of options.faults ?? []) faults.add(rule);
  const world: World = {
    clock,
    tenants: new Map(),
    faults,
    throttle: createThrottle(clock, options.throttle),
    skew: { login: 0, apis: 0 },
    latency: options.latency ?? 0,
    pageLimit: options.pageLimit ?? 0,
    consent: 'grant',
    usedAssertions: new Map(),
    deviceCodes: new Map(),
    operations: new Map(),
    requests: [],
  };
  for (const seed of options.tenants) {
    const tenant = createTenant(seed, clock);
    if (world.tenants.has(tenant.id)) throw new Error(`two tenants have the id ${tenant.id}`);
    world.tenants.set(tenant.id, tenant);
  }
  const { key: tlsKey, cert, ca } = serverCertificate();
  const key = randomBytes(24).toString('base64url');
  let control: Control;
  const handle = controlByHttp(() => control);
  const { server, port } = await listen(world, { key: tlsKey, cert }, options.port ?? 0, { key, handle });
  const url = `https://127.0.0.1:${port}`;
  control = createControl(world, `${url}/control/`, key);
  return {
    url,
    hostMap: Object.fromEntries(hostPatterns.map((pattern) => [pattern, `127.0.0.1:${port}`])),
    ca,
    control,
    stop: () =>
      new Promise((resolve) => {
        for (const { id } of control.tenants.list()) control.live(id, 0);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
