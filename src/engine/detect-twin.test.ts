import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { graphSignInRecord, loginRecord, recordId } from '../../test/audit-records.ts';
import { alertsOf, eventsOf } from '../../test/detection.ts';
import { noOrganization } from '../core/organization.ts';
import { impossibleTravel } from '../detections/entra/impossible-travel.ts';
import { passwordGuessing } from '../detections/entra/password-guessing.ts';
import { Detector } from './detect.ts';

const user = 'nina@clinic.example.com';
const lyon = ['Lyon', 'FR', 45.7, 4.8] as const;

/** One sign-in as both logs have it. */
function both(at: string, given: Parameters<typeof graphSignInRecord>[0]) {
  const id = recordId();
  return {
    unified: loginRecord({ at, user, ip: given?.ip ?? '192.0.2.10', error: given?.error ?? 0 }, { Id: id }),
    graph: graphSignInRecord({ ...given, at, user }, { id }),
  };
}

describe('a sign-in that the unified log and Graph both have', () => {
  const first = both('2026-03-02T09:00:00', {});
  const second = both('2026-03-02T10:00:00', { ip: '198.51.100.7', place: lyon });

  it('S0-55: impossible travel is seen whichever of the two comes first, and once', () => {
    for (const records of [
      [first.unified, first.graph, second.unified, second.graph],
      [first.graph, first.unified, second.graph, second.unified],
      [first.unified, first.graph, first.graph, second.unified, second.graph, second.graph, second.unified],
    ]) {
      const alerts = alertsOf([impossibleTravel], records);
      assert.deepEqual(
        alerts.map(({ actor, count }) => [actor, count]),
        [[user, 2]],
      );
    }
  });

  it('S0-82: what counts sign-ins counts it once, and says how many were repeated', () => {
    const wrong = Array.from({ length: 8 }, (_, at) => both(`2026-03-02T09:00:0${at}`, { error: 50126 }));
    const detector = new Detector({ detections: [passwordGuessing], organization: noOrganization });
    for (const event of eventsOf(wrong.flatMap(({ unified, graph }) => [unified, graph]))) detector.take(event);
    assert.deepEqual([detector.counts.events, detector.counts.repeated], [8, 8]);
  });
});
