import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOwnOneDrive, isPersonalSite, soundsMedical } from './places.ts';

const host = 'https://clinic-my.sharepoint.com/personal/';

describe('places of SharePoint', () => {
  for (const [site, account, own] of [
    [`${host}nina_clinic_example_com`, 'nina@clinic.example.com', true],
    [`${host}nina_clinic_example_com/Documents`, 'Nina@Clinic.example.com', true],
    [`${host}nina_clinic_example_com1`, 'nina@clinic.example.com', true],
    [`${host}nina_lopez_clinic_example_com`, 'nina.lopez@clinic.example.com', true],
    [`${host}nina_clinic_example_com_archive`, 'nina@clinic.example.com', false],
    [`${host}omar_clinic_example_com`, 'nina@clinic.example.com', false],
    ['https://clinic.sharepoint.com/sites/nina_clinic_example_com', 'nina@clinic.example.com', false],
    [undefined, 'nina@clinic.example.com', false],
  ] as const)
    it(`${site} ${own ? 'is' : 'is not'} the OneDrive of ${account}`, () =>
      assert.equal(isOwnOneDrive(site, account), own));

  it('tells OneDrive from sites', () => {
    assert.equal(isPersonalSite(`${host}nina_clinic_example_com`), true);
    assert.equal(isPersonalSite('https://clinic.sharepoint.us/sites/personal-training'), false);
    assert.equal(isPersonalSite(undefined), false);
  });

  it('guesses from words only where they stand for patients', () => {
    for (const name of [
      '/sites/patients',
      '/sites/Medical_Records',
      '/sites/PHI',
      '/teams/psych-notes',
      'Lab results',
      '/sites/EHR',
    ])
      assert.equal(soundsMedical(name), true, name);
    for (const name of [
      '/sites/philadelphia',
      '/sites/intranet',
      '/sites/finance',
      '/sites/delphi',
      'Summer party',
      '/sites/stemware',
    ])
      assert.equal(soundsMedical(name), false, name);
  });
});
