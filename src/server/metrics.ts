import { createServer } from 'node:http';
import type { Server } from './server.ts';
import type { LogEntry } from './log.ts';
import { withSystem } from '../store/scope.ts';
import { listTenants } from '../store/tenants.ts';
import { readTenants } from '../store/scope.ts';

/** Counts what the log tells, for `/metrics` in Prometheus' text form. */
export interface Metrics {
  count(entry: LogEntry): void;
  text(): Promise<string>;
}

/** Upper bounds in seconds of the groups into which answer times fall. */
const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function createMetrics(server: Pick<Server, 'store'>): Metrics {
  const requests = new Map<string, number>();
  const times = bounds.map(() => 0);
  let all = 0;
  let seconds = 0;
  return {
    count(entry) {
      if (entry.event !== 'request') return;
      const group = `${Math.floor((entry.status ?? 0) / 100)}xx`;
      const name = `method="${entry.method ?? ''}",status="${group}"`;
      requests.set(name, (requests.get(name) ?? 0) + 1);
      const took = (entry.milliseconds ?? 0) / 1_000;
      all += 1;
      seconds += took;
      for (const [at, bound] of bounds.entries()) if (took <= bound) times[at]! += 1;
    },
    async text() {
      const tenants = (await withSystem(server.store, (scope) => listTenants(scope))).map(({ id }) => id);
      const jobs = await readTenants(server.store, tenants, (db) =>
        db
          .selectFrom('jobs')
          .select((select) => ['state', select.fn.countAll<number>().as('jobs')])
          .groupBy('state')
          .execute(),
      );
      const lines = [
        '# TYPE wardline_requests_total counter',
        ...[...requests].map(([name, count]) => `wardline_requests_total{${name}} ${count}`),
        '# TYPE wardline_request_seconds histogram',
        ...bounds.map((bound, at) => `wardline_request_seconds_bucket{le="${bound}"} ${times[at]}`),
        `wardline_request_seconds_bucket{le="+Inf"} ${all}`,
        `wardline_request_seconds_sum ${seconds.toFixed(3)}`,
        `wardline_request_seconds_count ${all}`,
        '# TYPE wardline_jobs gauge',
        ...jobs.map(({ state, jobs: count }) => `wardline_jobs{state="${state}"} ${count}`),
        '# TYPE wardline_tenants gauge',
        `wardline_tenants ${tenants.length}`,
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}

/** Serves them on this machine alone, on a port of their own. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as { port: number };
  return { port: taken, close: () => void server.close() };
}
