import { accountNumber } from './account-number.ts';
import { bankAccount } from './bank-account.ts';
import { bankRouting } from './bank-routing.ts';
import { biometric } from './biometric.ts';
import { dea } from './dea.ts';
import type { Detector } from './detector.ts';
import { deviceSerial } from './device-serial.ts';
import { fax } from './fax.ts';
import { healthPlanNumber } from './health-plan-number.ts';
import { licenseNumber } from './license-number.ts';
import { licensePlate } from './license-plate.ts';
import { medicalRecordNumber } from './medical-record-number.ts';
import { medicareBeneficiaryNumber } from './medicare-beneficiary-number.ts';
import { medicareClaimNumber } from './medicare-claim-number.ts';
import { npi } from './npi.ts';
import { otherNumber } from './other-number.ts';
import { passport } from './passport.ts';
import { paymentCard } from './payment-card.ts';
import { phone } from './phone.ts';
import type { Signal } from './signal.ts';
import { care } from './signals/care.ts';
import { cpt } from './signals/cpt.ts';
import { diagnoses } from './signals/diagnoses.ts';
import { genetic } from './signals/genetic.ts';
import { hcpcs } from './signals/hcpcs.ts';
import { hivAndSti } from './signals/hiv-and-sti.ts';
import { icd10 } from './signals/icd-10.ts';
import { icd9 } from './signals/icd-9.ts';
import { injuries } from './signals/injuries.ts';
import { medications } from './signals/medications.ts';
import { mentalHealth } from './signals/mental-health.ts';
import { ndc } from './signals/ndc.ts';
import { procedures } from './signals/procedures.ts';
import { reproductive } from './signals/reproductive.ts';
import { results } from './signals/results.ts';
import { symptoms } from './signals/symptoms.ts';
import { substanceUse } from './signals/substance-use.ts';
import { ssn } from './ssn.ts';
import { vin } from './vin.ts';

/** Detectors of shapes and of labelled values, by file name. */
export const detectors: readonly Detector[] = [
  accountNumber,
  bankAccount,
  bankRouting,
  biometric,
  dea,
  deviceSerial,
  fax,
  healthPlanNumber,
  licenseNumber,
  licensePlate,
  medicalRecordNumber,
  medicareBeneficiaryNumber,
  medicareClaimNumber,
  npi,
  otherNumber,
  passport,
  paymentCard,
  phone,
  cpt,
  hcpcs,
  icd10,
  icd9,
  ndc,
  ssn,
  vin,
];

/** Word lists of health, the sensitive ones last: a term that stands in two lists counts as the last. */
export const signals: readonly Signal[] = [
  care,
  injuries,
  symptoms,
  results,
  procedures,
  medications,
  diagnoses,
  genetic,
  reproductive,
  substanceUse,
  mentalHealth,
  hivAndSti,
];
