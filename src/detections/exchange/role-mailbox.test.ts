import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRoleMailbox } from './role-mailbox.ts';

describe('isRoleMailbox', () => {
  for (const name of [
    'info@clinic.example.com',
    'front-desk',
    'Room 3',
    'lab_results@x.example',
    'DiscoverySearchMailbox{D9}',
    'claims.2026',
  ])
    it(`${name} belongs to a task`, () => assert.equal(isRoleMailbox(name), true));
  for (const name of [
    'nina@info.example.com',
    'ruth.labelle',
    'grady.roomer@clinic.example.com',
    'infante@clinic.example.com',
  ])
    it(`${name} is a person`, () => assert.equal(isRoleMailbox(name), false));
});
