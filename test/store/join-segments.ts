import { joinSegments } from '../../src/store/events/join.ts';
import { eventLogOf } from '../../src/store/events/log-place.ts';
import { openStore } from '../../src/store/open.ts';
import { testKeyring } from './event-records.ts';

// `node test/store/join-segments.ts HOME TENANT`: joins the segments of a tenant, to be killed meanwhile.
const store = await openStore({ home: process.argv[2]! });
const place = eventLogOf(store, testKeyring, process.argv[3]!);
console.log('begun');
await joinSegments(store, place, { manyPieces: 2 });
await store.close();
