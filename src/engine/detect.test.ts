import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileRecord, graphSignInRecord, loginRecord, many, type RawRecord } from '../../test/audit-records.ts';
import { eventsOf } from '../../test/detection.ts';
import type { AuditEvent } from '../core/audit-event.ts';
import { defineDetection, type Alert, type Detection, type Rule } from '../core/detection.ts';
import { noOrganization } from '../core/organization.ts';
import { Detector, type DetectorState } from './detect.ts';

/** A detection that takes every record as a signal, with the rule under test. */
function watching(rule: Rule, id = 'entra.under-test'): Detection {
  return defineDetection({
    id,
    title: 'A rule under test',
    severity: 'medium',
    citations: ['164.312(b)'],
    attack: [],
    incident: 'phi-taken',
    firstSteps: ['Look at it now', 'Look at it again', 'Look at it once more'],
    falsePositives: [],
    knownGaps: [],
    operations: 'all',
    signal: ({ actor, raw, op }) => {
      const location = raw['location'] as { geoCoordinates: { latitude: number; longitude: number } } | undefined;
      return {
        group: actor.key,
        why: `${actor.name} did it`,
        step: op,
        ...(typeof raw['SourceFileName'] === 'string' && { distinct: raw['SourceFileName'] }),
        ...(location && { place: { ...location.geoCoordinates, name: 'somewhere' } }),
      };
    },
    rule,
  });
}

function run(detections: readonly Detection[], events: readonly AuditEvent[], latenessMinutes = 0): Alert[] {
  const detector = new Detector({ detections, organization: noOrganization, latenessMinutes });
  for (const event of events) detector.take(event);
  detector.finish();
  return detector.drain();
}
const alerts = (rule: Rule, records: readonly RawRecord[]) => run([watching(rule)], eventsOf(records));
const file = (at: number, name = 'a.docx') =>
  fileRecord('FileDownloaded', { at, file: name }, { CorrelationId: undefined });

describe('the rules', () => {
  const count: Rule = { kind: 'count', atLeast: 3, withinMinutes: 10 };
  it('count: three in ten minutes, and not three in eleven', () => {
    assert.deepEqual(alerts(count, [file(0), file(5), file(11)]), []);
    const [alert] = alerts(count, [file(0), file(5), file(10)]);
    assert.deepEqual(
      [alert?.count, alert?.firstAt, alert?.lastAt],
      [3, '2026-03-02T09:00:00.000Z', '2026-03-02T09:10:00.000Z'],
    );
  });
  it('count: what goes on is one alert, what comes back later is another', () => {
    const times = [0, 1, 2, 3, 8, 40, 41, 42];
    assert.deepEqual(
      alerts(
        count,
        times.map((at) => file(at)),
      ).map((alert) => alert.count),
      [5, 3],
    );
  });
  it('distinct: the same file three times is one', () => {
    const rule: Rule = { kind: 'distinct', atLeast: 3, withinMinutes: 10 };
    assert.deepEqual(alerts(rule, [file(0), file(1), file(2)]), []);
    assert.equal(alerts(rule, [file(0), file(1, 'b.docx'), file(2, 'c.docx')]).length, 1);
  });
  it('sequence: failures, then a success, in this order alone', () => {
    const rule: Rule = {
      kind: 'sequence',
      steps: [{ step: 'userloginfailed', atLeast: 2 }, { step: 'userloggedin' }],
      withinMinutes: 30,
    };
    const [bad, good] = [(at: number) => loginRecord({ at, error: 50126 }), (at: number) => loginRecord({ at })];
    assert.equal(alerts(rule, [bad(0), bad(1), good(2)]).length, 1);
    assert.equal(alerts(rule, [good(0), bad(1), bad(2)]).length, 0);
    assert.equal(alerts(rule, [bad(0), good(1)]).length, 0);
    assert.equal(alerts(rule, [bad(0), bad(1), good(40)]).length, 0);
  });
  it('baseline: a busy account is measured by itself, a new one by the floor', () => {
    const rule: Rule = { kind: 'baseline', floor: 10, times: 5, days: 14, withinMinutes: 60 };
    const day = (number: number, files: number) =>
      many(files, (index) => file(number * 1440 + index, `${number}-${index}.docx`));
    assert.equal(alerts(rule, day(0, 10)).length, 1);
    assert.equal(alerts(rule, day(0, 9)).length, 0);
    const usual = [1, 2, 3, 4].flatMap((number) => day(number, 9));
    assert.equal(alerts(rule, [...usual, ...day(5, 40)]).length, 0);
    assert.equal(alerts(rule, [...usual, ...day(5, 46)]).length, 1);
  });
  it('baseline: a burst of several hours does not become its own measure, and is one alert to its end', () => {
    const rule: Rule = { kind: 'baseline', floor: 10, times: 5, days: 14, withinMinutes: 60, mergeMinutes: 1440 };
    const hour = (number: number, files: number) =>
      many(files, (index) => file(number * 60 + Math.floor((index * 60) / files), `${number}-${index}.docx`));
    const usual = [1, 2, 3, 4].flatMap((day) => hour(day * 24 + 9, 9));
    const burst = [20, 21, 22, 23, 24, 25, 26, 27].flatMap((number) => hour(5 * 24 + number, 60));
    const made = alerts(rule, [...usual, ...burst]);
    assert.deepEqual(
      made.map(({ count }) => count),
      [480],
    );
  });
  it('first-seen: nothing before it has learnt, then what is new', () => {
    const rule: Rule = { kind: 'first-seen', learnDays: 7, mergeMinutes: 60 };
    assert.equal(alerts(rule, [file(0), file(1440, 'b.docx')]).length, 0);
    assert.equal(alerts(rule, [file(0), file(8 * 1440), file(8 * 1440 + 1, 'b.docx')]).length, 1);
    assert.equal(alerts(rule, [file(0), file(8 * 1440)]).length, 0);
  });
  it('silence: a gap, and the silence until the end', () => {
    const rule: Rule = { kind: 'silence', hours: 24 };
    assert.equal(alerts(rule, [file(0), file(1440)]).length, 0);
    assert.equal(alerts(rule, [file(0), file(1441)]).length, 1);
    const other = fileRecord('FileAccessed', { at: 3000, user: 'omar@clinic.example.com' });
    assert.equal(alerts(rule, [file(0), other]).length, 1);
  });
  it('severity and count take the whole alert; ids are kept to a thousand', () => {
    const [alert] = alerts(
      { kind: 'each', mergeMinutes: 60 },
      many(1_500, (index) => file(index / 60)),
    );
    assert.deepEqual([alert?.count, alert?.eventIds.length], [1_500, 1_000]);
  });
});

describe('travel', () => {
  const rule: Rule = { kind: 'travel', kilometers: 500, kilometersPerHour: 900, mergeMinutes: 60 };
  const tampa = ['Tampa', 'US', 27.95, -82.46] as const;
  const lagos = ['Lagos', 'NG', 6.45, 3.4] as const;
  const orlando = ['Orlando', 'US', 28.54, -81.38] as const;
  const at = (minute: number, place: typeof tampa | typeof lagos | typeof orlando, more: RawRecord = {}) =>
    graphSignInRecord({ at: minute, place, ip: `198.51.100.${minute % 250}` }, more);
  const cases: [string, RawRecord[], number][] = [
    ['two continents in an hour', [at(0, tampa), at(60, lagos)], 1],
    ['two continents in a day', [at(0, tampa), at(1440, lagos)], 0],
    ['two cities near each other at once', [at(0, tampa), at(0, orlando)], 0],
    ['a failed sign-in is nobody there', [at(0, tampa), graphSignInRecord({ at: 60, place: lagos, error: 50126 })], 0],
    ['an app that renews by itself', [at(0, tampa), at(60, lagos, { isInteractive: false })], 0],
    ["13: Microsoft's own address", [at(0, tampa), at(60, lagos, { ipAddress: '20.190.150.7' })], 0],
    ["13: Microsoft's own agent", [at(0, tampa), at(60, lagos, { userAgent: 'MSWAC' })], 0],
    ['an address that could not be placed', [at(0, tampa), graphSignInRecord({ at: 60 }, { location: undefined })], 0],
  ];
  for (const [name, records, expected] of cases)
    it(name, () => {
      assert.equal(alerts(rule, records).length, expected);
    });
});

describe('S3-51: repeats, order and restarts', () => {
  const detections = [
    watching({ kind: 'count', atLeast: 3, withinMinutes: 10 }, 'entra.one'),
    watching({ kind: 'distinct', atLeast: 3, withinMinutes: 30 }, 'entra.two'),
    watching({ kind: 'each', mergeMinutes: 5 }, 'entra.three'),
    watching({ kind: 'baseline', floor: 4, times: 2, days: 7, withinMinutes: 60 }, 'entra.four'),
    watching(
      { kind: 'sequence', steps: [{ step: 'filedownloaded', atLeast: 2 }, { step: 'filedeleted' }], withinMinutes: 60 },
      'entra.five',
    ),
    watching({ kind: 'first-seen', learnDays: 1, mergeMinutes: 60 }, 'entra.six'),
  ];
  const life = eventsOf(
    many(60, (index) =>
      fileRecord(index % 9 === 8 ? 'FileDeleted' : 'FileDownloaded', {
        at: index * (index > 40 ? 60 : 3),
        file: `${index % 7}${index > 50 ? 'new' : ''}.docx`,
        user: index % 4 === 0 ? 'omar@clinic.example.com' : 'nina@clinic.example.com',
      }),
    ),
  );
  const expected = run(detections, life);

  it('the stream makes alerts of every rule', () => {
    assert.deepEqual(
      [...new Set(expected.map((alert) => alert.detection))].sort(),
      detections.map(({ id }) => id).sort(),
    );
  });

  it('every record twice gives the same alerts', () => {
    assert.deepEqual(
      run(
        detections,
        life.flatMap((event) => [event, structuredClone(event)]),
      ),
      expected,
    );
  });

  it('records in another order within the lateness give the same alerts', () => {
    const shuffled = life.map((event, index) => [event, event.millis + ((index * 37) % 90) * 60_000] as const);
    shuffled.sort((a, b) => a[1] - b[1]);
    assert.notDeepEqual(
      shuffled.map(([event]) => event.id),
      life.map((event) => event.id),
    );
    assert.deepEqual(
      run(
        detections,
        shuffled.map(([event]) => event),
        120,
      ),
      expected,
    );
  });

  for (const latenessMinutes of [0, 120])
    it(`a restart after any record neither loses nor repeats an alert (lateness ${latenessMinutes} minutes)`, () => {
      const options = { detections, organization: noOrganization, latenessMinutes };
      for (let cut = 0; cut <= life.length; cut += 1) {
        const before = new Detector(options);
        for (const event of life.slice(0, cut)) before.take(event);
        const state = JSON.parse(JSON.stringify(before.state())) as DetectorState;
        const detector = new Detector(options, state);
        // The last records before the crash are delivered again.
        for (const event of life.slice(Math.max(0, cut - 5))) detector.take(event);
        detector.finish();
        assert.deepEqual(detector.drain(), expected, `cut after ${cut}`);
      }
    });

  it('an alert that was told is told again only when it has grown, under the same id', () => {
    const detector = new Detector({ detections: [detections[2]!], organization: noOrganization });
    const [first, second] = eventsOf([file(0), file(1)]) as [AuditEvent, AuditEvent];
    detector.take(first);
    const [told] = detector.drain();
    assert.deepEqual(detector.drain(), []);
    detector.take(second);
    const [again] = detector.drain();
    assert.deepEqual([again?.id, again?.count], [told?.id, 2]);
  });

  it('a detection that breaks is counted and stops nobody', () => {
    const broken: Detection = {
      ...watching({ kind: 'each', mergeMinutes: 1 }, 'entra.broken'),
      signal: () => {
        throw new Error('broken');
      },
    };
    const detector = new Detector({ detections: [broken, detections[2]!], organization: noOrganization });
    for (const event of eventsOf([file(0)])) detector.take(event);
    assert.deepEqual(detector.trouble.faults, { 'entra.broken': 1 });
    assert.equal(detector.drain().length, 1);
  });
});
