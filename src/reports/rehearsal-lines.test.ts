import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AffectedPerson, ChangeRehearsal, Rehearsal } from '../core/rehearsal.ts';
import { rehearsalCell, rehearsalNotes, rehearsalParts } from './rehearsal-lines.ts';

const person = (name: string, more: Partial<AffectedPerson> = {}): AffectedPerson => ({
  ...{
    id: name,
    name,
    principalName: `${name}@example.com`,
    effect: 'blocked',
    signIns: 4,
    always: false,
    admin: false,
  },
  first: {
    ...{ at: '2026-11-16T13:10:00Z', when: 'Monday 07:10', app: 'Outlook Mobile', device: 'unmanaged phone (iOS 18)' },
    why: 'the device is not compliant',
  },
  ...more,
});
const change = (affected: readonly AffectedPerson[], more: Partial<ChangeRehearsal> = {}): ChangeRehearsal => ({
  ...{ change: 'c01', summary: 'Require a managed device', affected, unknownBecause: [], session: [] },
  counts: { applied: 300, satisfied: 288, interrupted: 0, blocked: 12, unknown: 0, failed: 0 },
  people: { touched: affected.length, blocked: affected.length, interrupted: 0, unknown: 0 },
  ...more,
});
const done = (...changes: ChangeRehearsal[]): Rehearsal => ({
  ...{ status: 'done', from: '2026-10-22T00:00:00Z', to: '2026-11-21T00:00:00Z', timeZone: 'America/Chicago' },
  ...{ signIns: 300, people: 14, failed: 1, changes, limits: [] },
});
const android = { ...person('x').first, device: 'unmanaged phone (Android 16)' };

describe('rehearsal in words', () => {
  it('S3-16: people who were stopped together stand together', () => {
    const [head, part] = rehearsalParts(
      done(change([person('Priya'), person('Tom', { first: android }), person('Wanda')])),
    );
    assert.deepEqual(head!.lines, [
      '300 sign-ins of 14 people were held against 1 planned policy; times are America/Chicago.',
      '1 sign-in failed anyway and is not counted.',
    ]);
    assert.deepEqual(part!.lines, [
      'It would have stopped 3 people in 12 sign-ins:',
      '- Priya, Tom, Wanda: Monday 07:10, unmanaged phone, Outlook Mobile, because the device is not compliant.',
      '288 of the 300 sign-ins that it is for would have gone through as before.',
    ]);
  });

  it('S3-16: says who is an administrator, when each was, and who never gets in', () => {
    const later = { ...person('x').first, when: 'Tuesday 09:00' };
    const [, part] = rehearsalParts(
      done(change([person('Ruth', { admin: true, always: true }), person('Ned', { always: true, first: later })])),
    );
    assert.equal(
      part!.lines[1],
      '- Ruth (administrator, first Monday 07:10), Ned (first Tuesday 09:00): unmanaged phone (iOS 18), Outlook Mobile, because the device is not compliant. None of their sign-ins would have got through.',
    );
  });

  it('names what cannot be told, what was refused and what fails anyway', () => {
    const [, part] = rehearsalParts(
      done(
        change([], {
          counts: { applied: 2, satisfied: 0, interrupted: 1, blocked: 0, unknown: 1, failed: 2 },
          unknownBecause: ['the members of a group were not read'],
          session: ['people sign in again after 1 day'],
          refusal: 'It would have stopped an emergency access account.',
        }),
      ),
    );
    assert.deepEqual(part!.lines, [
      'Refused: It would have stopped an emergency access account.',
      'As far as can be told it would have stopped nobody.',
      'It would have asked for something more in 1 sign-in, which the person can answer.',
      'It cannot be told for 1 sign-in: the members of a group were not read.',
      '0 of the 2 sign-ins that it is for would have gone through as before.',
      '2 sign-ins that it is for failed anyway, as they would with it.',
      'With it people sign in again after 1 day.',
    ]);
  });

  it('I-1: a log that was not read is not called fine', () => {
    const rehearsal: Rehearsal = { status: 'not-possible', why: 'No license.', hint: 'Look by hand.' };
    assert.deepEqual(rehearsalParts(rehearsal), [
      { title: 'Not rehearsed', lines: ['No license.', 'Look by hand.', 'Who would be locked out is not known.'] },
    ]);
    assert.equal(rehearsalCell(rehearsal, 'c01'), '');
    assert.deepEqual(rehearsalNotes(rehearsal), [
      'Not rehearsed: No license. Who would be locked out is not known. Look by hand.',
    ]);
  });

  it('S3-16: says in a line who would be stopped', () => {
    assert.deepEqual(rehearsalNotes(done(change([person('Priya')]), change([]))), [
      'Rehearsal: c01 (Require a managed device) would have stopped 1 person.',
    ]);
    assert.deepEqual(rehearsalNotes(done(change([]))), [
      'Rehearsal: as far as the log tells, no planned policy would have stopped anybody (300 sign-ins).',
    ]);
  });

  it('fits a cell', () => {
    const touched = change([], { people: { touched: 20, blocked: 3, interrupted: 12, unknown: 5 } });
    assert.equal(rehearsalCell(done(touched), 'c01'), 'stops 3, asks 12, unknown 5');
    assert.equal(rehearsalCell(done(change([])), 'c01'), 'nobody');
    assert.equal(rehearsalCell(done(change([])), 'c02'), '');
  });
});
