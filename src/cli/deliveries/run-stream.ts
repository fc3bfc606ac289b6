import { systemTimer } from '../../connectors/http/timer.ts';
import { now } from '../../core/clock.ts';
import type { Stream } from '../../core/delivery.ts';
import { type StreamResult, runStream } from '../../engine/stream.ts';
import { recordStreamRun } from '../../store/deliveries.ts';
import { eventLogOf } from '../../store/events/log-place.ts';
import { openKeyring } from '../../store/master-key.ts';
import { withTenant } from '../../store/scope.ts';
import { DiskSpool } from '../../store/spool/disk-spool.ts';
import { spoolPlace } from '../../store/spool/spool-place.ts';
import { withTenantLock } from '../../store/tenant-lock.ts';
import { alertSource, alertsOf } from './alert-reader.ts';
import { eventSource } from './event-source.ts';
import { type DeliveryContext, sinkOf } from './sink.ts';

export interface StreamReport extends StreamResult {
  stream: string;
  /** Since the spool was made: items that went because its limit was reached. */
  dropped: number;
  /** Items that lie aside. */
  dead: number;
}

/** Milliseconds that a run waits for a receiver that does not take anything, and between two looks of one that goes on. */
const patience = 60_000;
const pause = 10_000;

/** Opens the spool of a stream while no other process may. Throws `conflict` when one runs. */
export async function withSpool<T>(
  stream: Stream,
  { store, tenant, invocation }: DeliveryContext,
  act: (spool: DiskSpool, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const place = spoolPlace(store.home, openKeyring(store.home, invocation.env), tenant.id, stream.name);
  return withTenantLock(store, tenant.id, `stream ${stream.name}`, async (signal) => {
    const { spoolLimit, whenFull } = stream;
    const spool = DiskSpool.open({ ...place, limit: spoolLimit * 2 ** 20, whenFull });
    try {
      return await act(spool, signal);
    } finally {
      spool.close();
    }
  });
}

/** Runs one stream until it is drained, or with `follow` until the process ends. */
export async function runOneStream(
  stream: Stream,
  context: DeliveryContext,
  { follow, tell }: { follow: boolean; tell(line: string): void },
): Promise<StreamReport> {
  const { store, tenant, invocation } = context;
  const place = eventLogOf(store, openKeyring(store.home, invocation.env), tenant.id);
  const sink = await sinkOf(stream, context);
  try {
    return await withSpool(stream, context, async (spool, signal) => {
      const before = spool.counts;
      if (before.rewound > 0) tell(`${stream.name}: its spool was damaged once; the log was read again from there.`);
      const sources = [
        ...(stream.carries.includes('events')
          ? [eventSource(place, { id: tenant.id, name: tenant.name }, stream.raw)]
          : []),
        ...(stream.carries.includes('alerts') ? [alertSource(alertsOf(store, tenant), systemTimer.now)] : []),
      ];
      const result = await runStream({
        ...{ sources, spool, sink, from: stream.from, tries: stream.tries, timer: systemTimer, random: Math.random },
        until: follow ? { kind: 'forever', pause } : { kind: 'drained', patience },
        signal,
        tell: (line) => tell(`${stream.name}: ${line}`),
      });
      const { dropped } = spool.counts;
      const dead = spool.deadLetters.all().length;
      await withTenant(store, tenant.id, (scope) =>
        recordStreamRun(scope, {
          ...{ stream: stream.name, endedAt: now(), result: result.end, delivered: result.delivered },
          ...{ setAside: dead, dropped, waiting: result.waiting, why: result.why ?? '' },
        }),
      );
      return { stream: stream.name, ...result, dropped, dead };
    });
  } finally {
    await sink.close();
  }
}
