import { withEventLog } from '../../src/store/events/event-log.ts';
import { eventLogOf } from '../../src/store/events/log-place.ts';
import { openStore } from '../../src/store/open.ts';
import { events, testKeyring, testWriter } from './event-records.ts';

/** `node append-events.ts HOME TENANT FROM`: appends until it is killed, and says what was confirmed. */
const [home, tenant, from] = process.argv.slice(2);
const store = await openStore({ home: home! });
const options = { ...testWriter, segmentBytes: 12_000 };
await withEventLog(store, eventLogOf(store, testKeyring, tenant!), options, async (log) => {
  // Each batch repeats half of the one before, as a collector does that was not sure.
  for (let at = Number(from); ; at += 20) {
    await log.append(events(Math.max(0, at - 10), at + 20));
    process.stdout.write(`${at + 20}\n`);
  }
});
