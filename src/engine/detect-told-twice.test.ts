import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { graphSignInRecord, loginRecord } from '../../test/audit-records.ts';
import { eventsOf } from '../../test/detection.ts';
import { noOrganization } from '../core/organization.ts';
import { impossibleTravel } from '../detections/entra/impossible-travel.ts';
import { passwordGuessing } from '../detections/entra/password-guessing.ts';
import { Detector } from './detect.ts';

/** One sign-in as both logs tell it, under one id; the unified log knows no place. */
function both(at: number, place: readonly [string, string, number, number], error = 0): Record<string, unknown>[] {
  const graph = graphSignInRecord({ at, place, ip: '203.0.113.5', error });
  return [loginRecord({ at, ip: '203.0.113.5', error }, { Id: graph['id'] }), graph];
}

function detections(records: readonly Record<string, unknown>[]): string[] {
  const detector = new Detector({
    detections: [impossibleTravel, passwordGuessing],
    organization: noOrganization,
    latenessMinutes: 60,
  });
  for (const record of records) for (const event of eventsOf([record])) detector.take(event);
  detector.finish();
  return detector.drain().map(({ detection }) => detection);
}

describe('a sign-in that two logs tell under one id', () => {
  const travel = [...both(0, ['Tampa', 'US', 27.95, -82.46]), ...both(40, ['Lisbon', 'PT', 38.72, -9.14])];

  it('S0-55: the record that comes second and says more is the one that is judged', () => {
    assert.deepEqual(detections(travel), ['entra.impossible-travel']);
  });

  it('the order of the two does not matter', () => {
    const [first, second, third, fourth] = travel as [
      Record<string, unknown>,
      Record<string, unknown>,
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    assert.deepEqual(detections([second, first, third, fourth]), ['entra.impossible-travel']);
  });

  it('it counts once', () => {
    const nine = Array.from({ length: 9 }, (_, index) => both(index, ['Tampa', 'US', 27.95, -82.46], 50126)).flat();
    assert.deepEqual(detections(nine), []);
    assert.deepEqual(detections([...nine, ...both(9, ['Tampa', 'US', 27.95, -82.46], 50126)]), [
      'entra.password-guessing',
    ]);
  });
});
