import { type Template, mark } from './document.ts';
import { cardNumber, deaNumber, npiNumber, phoneNumber, routingNumber, vinNumber } from './numbers.ts';
import { type Person, personOf, recent, written } from './people.ts';
import type { Random } from './random.ts';
import * as v from './values.ts';

const row = (r: Random, write: (p: Person) => string, count: number) =>
  Array.from({ length: count }, () => write(personOf(r))).join('\n');

/** Templates that the engine may be tuned by. */
export const tuning: readonly Template[] = [
  {
    type: 'progress note',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `PROGRESS NOTE\nPatient: ${v.fullMiddle(p)}    DOB: ${v.dob(r, p)}    MRN: ${v.mrn(p)}\nDate of Service: ${v.care(r)}\nProvider: Dr. ${v.doctor(r)}\n\nS: ${v.age(p) > 89 ? mark('age', String(v.age(p))) : v.age(p)} y/o ${p.sex} here for f/u of ${r.pick(v.conditions)}. Denies chest pain, SOB or fever. Taking ${r.pick(v.drugs)}.\nO: BP 13${r.digits(1)}/8${r.digits(1)}, HR 7${r.digits(1)}, SpO2 98%.\nA/P: ${v.icd(r)} stable, continue current regimen. RTC 3 mo.\nMs. ${v.family(p)} will call with questions.`;
    },
  },
  {
    type: 'discharge summary',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `DISCHARGE SUMMARY\n\nPatient Name: ${v.lastFirstCaps(p)}\nMedical Record Number: ${v.mrn(p)}\nDate of Birth: ${v.dob(r, p)}\nAdmission Date: ${v.care(r)}\nDischarge Date: ${v.care(r)}\nAttending Physician: ${v.doctor(r)}, MD\n\nHOSPITAL COURSE: The patient was admitted with ${r.pick(['community acquired pneumonia', 'CHF exacerbation', 'cellulitis of the left leg'])} and treated with IV ceftriaxone. ${v.he(p)} improved over three days. No evidence of pulmonary embolism on CT chest.\nDISCHARGE MEDICATIONS: ${r.pick(v.drugs)}; ${r.pick(v.drugs)}.\nFollow up with PCP in one week. Call ${v.officePhone(r)}.`;
    },
  },
  {
    type: 'lab report',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `NORTHFIELD LABORATORY   CLIA 36D0${r.digits(6)}\nPatient: ${v.lastFirst(p)}\tSex: ${p.sex}\tDOB: ${v.dob(r, p)}\nPatient ID: ${v.mrn(p)}\tAccession: ${mark('account', `A${r.digits(8)}`)}\nCollected: ${v.care(r)}   Reported: ${v.care(r)}\nOrdering Physician: ${v.doctor(r)}, MD   NPI: ${v.npi(r)}\n\nTest\tResult\tUnits\tReference Range\nGlucose\t1${r.digits(2)}\tmg/dL\t70-99\nHemoglobin A1c\t7.${r.digits(1)}\t%\t4.0-5.6\nCreatinine\t1.${r.digits(1)}\tmg/dL\t0.6-1.3\n`;
    },
  },
  {
    type: 'referral letter',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `Larkmeadow Family Medicine\n${mark('address', '200 Oak Street, Suite 4, Akron, OH 44301')}\nPhone: ${v.officePhone(r)}  Fax: ${v.fax(r)}\n\nDear Dr. ${mark('name', 'Castellano')},\n\nThank you for seeing ${v.full(p)} (DOB ${v.dob(r, p)}), a ${v.age(p) > 89 ? mark('age', String(v.age(p))) : v.age(p)}-year-old with ${r.pick(v.conditions)}. ${v.he(p)} is taking ${r.pick(v.drugs)}. I would value your opinion on surgery.\n${p.given === 'Will' ? '' : ''}${v.he(p)} can be reached at ${v.phone(p)} and is insured by Aetna, Member ID ${v.plan(p)}.\n\nSincerely,\n${v.doctor(r)}, MD`;
    },
  },
  {
    type: 'appointment list',
    half: 'tuning',
    class: 'PHI',
    patients: 4,
    write: (r) =>
      `Appointments for ${written(r, recent(r))}\nTime,MRN,Patient Name,DOB,Phone,Reason for Visit\n${row(r, (p) => `9:${r.digits(2)},${v.mrn(p)},${v.full(p)},${v.dob(r, { ...p, birth: p.birth }).replace(/, /, ' ')},${v.phone(p)},${r.pick(['annual physical', 'diabetes follow up', 'knee pain', 'flu shot'])}`, 4)}\n`,
  },
  {
    type: 'intake form',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      const e = personOf(r);
      return `PATIENT REGISTRATION FORM\nLast Name: ${v.family(p)}   First Name: ${v.given(p)}   MI: ${p.middle}\nDate of Birth: ${v.dob(r, p)}   SSN: ${v.ssn(p)}\nHome Address: ${v.address(p)}\nHome Phone: ${v.phone(p)}   Email: ${v.email(p)}\nEmergency Contact: ${v.full(e)}  Relationship: spouse  Phone: ${v.phone(e)}\nInsurance: Cigna   Policy Number: ${v.plan(p)}   Group #: ${v.group(p)}\nReason for visit: ${r.pick(['back pain', 'rash', 'migraine', 'shortness of breath'])}\nAllergies: penicillin`;
    },
  },
  {
    type: 'eob',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `EXPLANATION OF BENEFITS - THIS IS NOT A BILL\nMember Name: ${v.full(p)}\nMember ID: ${v.plan(p)}    Group Number: ${v.group(p)}\nClaim Number: ${mark('account', `C${r.digits(10)}`)}\nDate of Service: ${v.care(r)}\nProvider: ${v.doctor(r)} MD\nProcedure Code: 99214   Diagnosis: ${v.icd(r)}\nAmount billed $${r.digits(3)}.00  Allowed amount $${r.digits(2)}.10  Patient responsibility $25.00`;
    },
  },
  {
    type: 'e-mail thread',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      const a = personOf(r);
      return `From: ${v.full(a)} <${mark('email', 'frontdesk@example.com')}>\nTo: ${mark('email', 'nursing@example.com')}\nSubject: refill\n\nHi team,\n\n${v.full(p)} (${v.dob(r, p)}) called about a refill of ${r.pick(v.drugs)}. ${v.he(p)} says ${v.his(p)} blood pressure has been high. Call back at ${v.phone(p)}.\n\nThanks,\n${v.given(a)}`;
    },
  },
  {
    type: 'chat',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `[9:0${r.digits(1)} AM] can someone room ${v.full(p)}? mrn ${v.mrn(p)}\n[9:12 AM] on it, bp is 152/94\n[9:13 AM] ok tell dr ${mark('name', 'Reyes')} pt c/o headache and dizziness, on lisinopril`;
    },
  },
  {
    type: 'csv export',
    half: 'tuning',
    class: 'PHI',
    patients: 6,
    write: (r) =>
      `mrn\tlast_name\tfirst_name\tdob\tssn\tdx_code\tcity\n${row(r, (p) => `${v.mrn(p)}\t${v.family(p)}\t${v.given(p)}\t${v.dob(r, p)}\t${v.ssn(p)}\t${v.icd(r)}\tAkron`, 6)}\n`,
  },
  {
    type: 'hl7',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      const [y, m, d] = p.birth;
      const birth = `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`;
      return `MSH|^~\\&|LAB|LARK|EHR|LARK|20240301120000||ORU^R01|${r.digits(6)}|P|2.5.1\rPID|1||${v.mrn(p)}^^^LARK^MR||${mark('name', `${p.family.toUpperCase()}^${p.given.toUpperCase()}^${p.middle}`)}||${mark('dob', birth)}|${p.sex}|||${mark('address', `${p.street}^^AKRON^OH^44301`)}||${v.phone(p)}|||||${v.account(p)}|${v.ssn(p)}\rOBR|1|||24323-8^CMP^LN|||${mark('care', '20240301')}\rOBX|1|NM|2345-7^Glucose^LN||1${r.digits(2)}|mg/dL|70-99|H|||F\rDG1|1|I10|${mark('icd', 'E11.9')}^Type 2 diabetes^I10\r`;
    },
  },
  {
    type: 'therapy note',
    half: 'tuning',
    class: 'PHI_SENSITIVE',
    write: (r) => {
      const p = personOf(r);
      return `PSYCHOTHERAPY NOTE\nClient: ${v.full(p)}  DOB: ${v.dob(r, p)}\nSession date: ${v.care(r)}\nTherapist: ${v.doctor(r)}, LCSW\n\nClient reports worsening depression and passive suicidal ideation without plan. Discussed childhood trauma. Sertraline increased to 100 mg. Dx: major depressive disorder, recurrent.`;
    },
  },
  {
    type: 'hiv result',
    half: 'tuning',
    class: 'PHI_SENSITIVE',
    write: (r) => {
      const p = personOf(r);
      return `Result notification\nPt: ${v.lastFirst(p)}\nMRN# ${v.mrn(p)}\nHIV-1 antibody: reactive, confirmed. CD4 count 4${r.digits(2)}. Started Biktarvy. Pt counseled; denies IV drug use.\nSigned by ${v.doctor(r)}, NP`;
    },
  },
  {
    type: 'superbill',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `SUPERBILL\nPatient: ${v.full(p)}   Acct #: ${v.account(p)}   DOB: ${v.dob(r, p)}\nDOS: ${v.care(r)}\nRendering provider: ${v.doctor(r)}, DO  NPI ${v.npi(r)}  Tax ID 34-${r.digits(7)}\nCPT 99213  Office visit  $125.00\nCPT 36415  Venipuncture  $15.00\nDx ${v.icd(r)}\nCopay collected $20 Visa ${mark('card', cardNumber(r))}`;
    },
  },
  {
    type: 'prescription',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      const d = personOf(r);
      return `${v.full(d)}, MD   DEA# ${mark('dea', deaNumber(r, d.family))}   NPI ${mark('npi', npiNumber(r))}\nRx for: ${v.full(p)}   DOB ${v.dob(r, p)}\nAddress: ${v.address(p)}\nHydrocodone-acetaminophen 5/325 mg, #20, sig: 1 tab PO q6h PRN pain. Refills 0.`;
    },
  },
  {
    type: 'medicare claim',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `Beneficiary: ${v.full(p)}\nMBI: ${v.mbi(p)}\nFormer HICN: ${mark('hicn', `${p.ssn}A`)}\nService: colonoscopy with biopsy on ${mark('care', written(r, recent(r)))}\nClaim # ${mark('account', r.digits(13))}\nDenied: missing prior authorization`;
    },
  },
  // Not patients.
  {
    type: 'staff schedule',
    half: 'tuning',
    class: 'PII_ONLY',
    write: (r) =>
      `NURSING STAFF SCHEDULE - Week of ${written(r, recent(r))}\nName\tMon\tTue\tWed\n${row(r, (p) => `${v.full(p)}, RN\t7a-7p\tOff\t7p-7a`, 5)}\nOn call: Dr. ${v.doctor(r)}  ext. 4${r.digits(3)}`,
  },
  {
    type: 'provider directory',
    half: 'tuning',
    class: 'PII_ONLY',
    write: (r) =>
      `PROVIDER DIRECTORY\n${row(r, (p) => `${v.full(p)}, MD - ${r.pick(['Cardiology', 'Dermatology', 'Pediatrics'])} - NPI ${v.npi(r)} - 1200 Medical Center Dr, Suite 300 - ${v.officePhone(r)}`, 5)}\nAccepting new patients.`.replace(
        /1200 Medical Center Dr, Suite 300/g,
        mark('address', '1200 Medical Center Dr, Suite 300'),
      ),
  },
  {
    type: 'invoice',
    half: 'tuning',
    class: 'NONE',
    write: (r) =>
      `INVOICE #${r.digits(9)}\nDate: ${written(r, recent(r))}   PO Number: ${r.digits(10)}\nVendor: Brightline Medical Supply\nRemit to: ${mark('address', `PO Box ${r.digits(4)}`)}\nQty  Item  Part No  Price\n20  Foley catheter 16Fr  ${r.digits(3)}-${r.digits(2)}-${r.digits(4)}  8.10\n5  Glucose test strips  ${r.digits(5)}-${r.digits(3)}-${r.digits(2)}  22.50\nTracking number: 1Z${r.letters(6)}${r.digits(10)}\nSubtotal ${r.digits(3)}.00  Net 30`,
  },
  {
    type: 'marketing',
    half: 'tuning',
    class: 'PII_ONLY',
    write: (r) =>
      `Spring Health Fair!\nJoin us at Larkmeadow Clinic for free blood pressure and diabetes screening. Meet our providers, including Dr. ${v.doctor(r)}, board-certified in family medicine. Call ${v.officePhone(r)} to register now or visit our website ${mark('url', 'https://www.larkmeadow.example.com/fair')}. New patients welcome.`,
  },
  {
    type: 'drug leaflet',
    half: 'tuning',
    class: 'HEALTH_ONLY',
    write: (r) =>
      `MEDICATION GUIDE: METFORMIN\nIndications and usage: adjunct to diet in adults with type 2 diabetes mellitus. Contraindications: severe renal impairment, metabolic acidosis. Adverse reactions include diarrhea, nausea and vomiting. Tell your doctor if you have heart failure or kidney failure. NDC ${mark('ndc', `0093-${r.digits(4)}-01`)}. Lot ${r.digits(6)}. Store at room temperature.`,
  },
  {
    type: 'research paper',
    half: 'tuning',
    class: 'HEALTH_ONLY',
    write: (r) =>
      `Abstract\n${v.full(personOf(r))}, ${v.full(personOf(r))}, et al.\nBackground: Parkinson's disease and Lewy body dementia overlap. Methods: In a randomized, double-blind trial we enrolled 3${r.digits(2)} participants with hypertension and atrial fibrillation. Results: stroke fell (hazard ratio 0.7${r.digits(1)}, p < 0.01). Conclusion: apixaban reduced stroke. Journal of Cardiology 2021; doi 10.1000/${r.digits(5)}.`,
  },
  {
    type: 'policy',
    half: 'tuning',
    class: 'NONE',
    write: (r) =>
      `POLICY AND PROCEDURE\nPolicy Number: HIM-${r.digits(3)}   Effective date: ${written(r, recent(r))}\nPurpose: to protect the privacy of health information. Scope: all workforce members.\nProcedure: Staff shall verify the patient name, date of birth and MRN before release. Sample form:\nPatient Name: ______________  DOB: ____/____/______  MRN: ____________\nApproved by: Compliance Committee`,
  },
  {
    type: 'payroll',
    half: 'tuning',
    class: 'PII_ONLY',
    write: (r) => {
      const p = personOf(r);
      return `PAYROLL CHANGE FORM\nEmployee Name: ${v.full(p)}   Employee ID: ${r.digits(6)}\nSSN: ${v.ssn(p)}   Hire date: ${written(r, recent(r))}\nHome address: ${v.address(p)}\nDirect deposit: routing number ${mark('aba', routingNumber(r))}, checking account ${mark('bank', r.digits(10))}\nJob title: Scheduler   Department: Front office`;
    },
  },
  {
    type: 'vehicle',
    half: 'tuning',
    class: 'PII_ONLY',
    write: (r) => {
      const p = personOf(r);
      return `Parking permit request\nName: ${v.full(p)}\nDriver's License: ${mark('license', `${r.letters(2)}${r.digits(6)}`)}\nVIN: ${mark('vin', vinNumber(r))}   License plate: ${mark('plate', `${r.letters(3)} ${r.digits(4)}`)}\nCell: ${v.phone(p)}`;
    },
  },
  {
    type: 'it ticket',
    half: 'tuning',
    class: 'NONE',
    write: (r) =>
      `Ticket #${r.digits(8)}\nServer 192.0.2.${r.number(250) + 1} failed after upgrade to version 10.4.2.1. Error code 0x${r.digits(8)}. Unix time 1${r.digits(9)}. Opened by the help desk; firmware 2.15.0.${r.digits(2)}.`.replace(
        /192\.0\.2\.\d+/,
        (ip) => mark('ip', ip),
      ),
  },
  {
    type: 'minutes',
    half: 'tuning',
    class: 'PII_ONLY',
    write: (r) =>
      `Operations Meeting Minutes\nAttendees: ${v.full(personOf(r))}, ${v.full(personOf(r))}, ${v.full(personOf(r))}\nAgenda: budget, parking lot repaving, new phone system.\nAction items: ${v.full(personOf(r))} to get three quotes by Friday. Quote number Q-${r.digits(6)}.`,
  },
  {
    type: 'contact list',
    half: 'tuning',
    class: 'PII_ONLY',
    write: (r) =>
      `Name,Home Address,Phone,Email\n${row(r, (p) => `${v.full(p)},"${v.address(p)}",${v.phone(p)},${v.email(p)}`, 5)}\n`,
  },
  {
    type: 'education',
    half: 'tuning',
    class: 'HEALTH_ONLY',
    write: (r) =>
      `Living with asthma\nAsthma is a chronic disease of the lungs. Common symptoms include cough, wheezing and shortness of breath. Your doctor may prescribe albuterol or fluticasone. People with Crohn's disease, Graves' disease or Bell's palsy should ask before taking prednisone. ${r.pick(['Avoid smoke and pollen.', 'Keep your inhaler close.'])}`,
  },
  {
    type: 'phone message',
    half: 'tuning',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      const p2 = phoneNumber(r);
      return `While you were out\nTime 10:4${r.digits(1)}\nPatient ${v.full(p)} called re: lab results. TSH was high. Wants to know about levothyroxine dose.\nCallback # ${mark('phone', p2)}   DOB ${v.dob(r, p)}`;
    },
  },
];
