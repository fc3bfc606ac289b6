import { tagOf } from './vocabulary.ts';

/** Tags that structures and the lexicon share. */
export const tags = {
  patient: tagOf('name.patient'),
  provider: tagOf('name.provider'),
  staff: tagOf('name.staff'),
  relative: tagOf('name.relative'),
  person: tagOf('name.person'),
  last: tagOf('name.last'),
  first: tagOf('name.first'),
  address: tagOf('phi.street-address'),
  birth: tagOf('phi.birth-date'),
  care: tagOf('phi.care-date'),
  phone: tagOf('phi.phone'),
  email: tagOf('phi.email'),
  ssn: tagOf('phi.ssn'),
  mrn: tagOf('phi.medical-record-number'),
  plan: tagOf('phi.health-plan-number'),
  mbi: tagOf('phi.medicare-beneficiary-number'),
  account: tagOf('phi.account-number'),
  license: tagOf('phi.license-number'),
  npi: tagOf('phi.npi'),
  device: tagOf('phi.device-serial'),
  icd10: tagOf('phi.signals.icd-10'),
  health: tagOf('field.health'),
} as const;
