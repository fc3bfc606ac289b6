import { type Template, mark } from './document.ts';
import { cardNumber, deaNumber, npiNumber, routingNumber, vinNumber } from './numbers.ts';
import { type Person, personOf, recent, written } from './people.ts';
import type { Random } from './random.ts';
import * as v from './values.ts';

const row = (r: Random, write: (p: Person) => string, count: number) =>
  Array.from({ length: count }, () => write(personOf(r))).join('\n');
const packed = ([y, m, d]: readonly [number, number, number]) =>
  `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`;

/**
 * Templates kept apart from the tuning ones. Their misses were read twice while the engine was young (contract numbers
 * taken for plan numbers, a name before a credential, a relative counted as a patient), so the figure flatters:
 * judge the engine by texts of other hands.
 */
export const sealed: readonly Template[] = [
  {
    type: 'progress note',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `NAME: ${v.lastFirstCaps(p)}\nMR#: ${v.mrn(p)}\nBIRTHDATE: ${v.dob(r, p)}\nVISIT DATE: ${v.care(r)}\n\nSUBJECTIVE: This ${v.age(p) > 89 ? mark('age', String(v.age(p))) : v.age(p)}-year-old presents with two weeks of productive cough. PMH significant for ${r.pick(v.conditions)}. NKDA.\nOBJECTIVE: T 98.9, lungs with scattered wheezes.\nASSESSMENT: Acute bronchitis.\nPLAN: ${r.pick(v.drugs)}; return if worse.\n\nElectronically signed by ${v.doctor(r)}, PA-C`;
    },
  },
  {
    type: 'discharge summary',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `Pt Name: ${v.full(p)}\nUnit No: ${v.mrn(p)}\nAdm Date: ${v.care(r)}   Disch Date: ${v.care(r)}\nDictated by: ${v.doctor(r)}, M.D.\n\nMr. ${v.family(p)} is a pleasant man with a long history of COPD who came to the emergency department after a fall at home. X-ray showed a hip fracture; he underwent ORIF without complication. His wife, ${mark('name', `${r.pick(['Ellen', 'Ruth', 'Carol'])} ${p.family}`)}, will drive him home. Discharged on enoxaparin and oxycodone.`;
    },
  },
  {
    type: 'operative report',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `OPERATIVE REPORT\nPATIENT:\n${v.fullMiddle(p)}\nMEDICAL RECORD #:\n${v.mrn(p)}\nDATE OF OPERATION:\n${v.care(r)}\nSURGEON: ${v.doctor(r)}, MD\nPREOPERATIVE DIAGNOSIS: Acute cholecystitis.\nPROCEDURE: Laparoscopic cholecystectomy. A Foley catheter and a Jackson-Pratt drain were placed. Implant serial no: ${mark('device', `SN${r.digits(8)}`)}. Blood loss minimal.`;
    },
  },
  {
    type: 'lab report',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `| Patient | DOB | MRN | Collected |\n|---|---|---|---|\n| ${v.full(p)} | ${v.dob(r, p)} | ${v.mrn(p)} | ${v.care(r)} |\n\nWBC 11.${r.digits(1)} K/uL (H)\nHemoglobin 10.${r.digits(1)} g/dL (L)\nPlatelets 2${r.digits(2)}\nComment: anemia, repeat CBC in two weeks.\nReviewed by: ${v.doctor(r)} MD`;
    },
  },
  {
    type: 'referral letter',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `RE: ${v.full(p)}\nDOB: ${v.dob(r, p)}\nSubscriber ID: ${v.plan(p)}\n\nTo whom it may concern:\n\nI am referring the above patient for evaluation of chronic low back pain with sciatica. MRI lumbar spine shows spinal stenosis. ${v.given(p)} has failed physical therapy and gabapentin. Please contact ${v.his(p)} daughter ${mark('name', `${r.pick(['Joanna', 'Teresa', 'Monique'])} ${p.family}`)} at ${v.phone(p)} to schedule.\n\nRegards,\n${v.doctor(r)}, DO\nFax ${v.fax(r)}`;
    },
  },
  {
    type: 'appointment list',
    half: 'sealed',
    class: 'PHI',
    patients: 5,
    write: (r) =>
      `Schedule for Dr. ${v.doctor(r)}\nTime    Patient                DOB           Visit Type\n${row(r, (p) => `10:${r.digits(2)}   ${v.lastFirst(p)}    ${mark('dob', `${String(p.birth[1]).padStart(2, '0')}/${String(p.birth[2]).padStart(2, '0')}/${p.birth[0]}`)}    ${r.pick(['Colonoscopy consult', 'Post-op check', 'New patient', 'Prenatal intake'.replace('Prenatal intake', 'Wound check')])}`, 5)}\n`,
  },
  {
    type: 'intake form',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `New Patient Questionnaire\n\n1. Full legal name: ${v.full(p)}\n2. Birth date: ${v.dob(r, p)}\n3. Soc. Sec. #: ${v.ssn(p)}\n4. Street address: ${v.address(p)}\n5. Cell: ${v.phone(p)}\n6. Primary insurance ID: ${v.plan(p)}  Grp: ${v.group(p)}\n7. Do you have any of these? [x] High blood pressure [ ] HIV [ ] Depression [x] Asthma [ ] Cancer\n8. Current medications: ${r.pick(v.drugs)}`;
    },
  },
  {
    type: 'eob',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `Subscriber: ${v.full(p)}\nSubscriber No. ${v.plan(p)}\nPatient Acct No. ${v.account(p)}\nYour plan paid a claim for services from ${v.doctor(r)}, MD on ${mark('care', written(r, recent(r)))}.\nService: MRI brain without contrast. Charge $1,${r.digits(3)}.00. Deductible applied. Coinsurance 20%.`;
    },
  },
  {
    type: 'e-mail thread',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `From: ${v.full(p)} <${v.email(p)}>\nTo: ${mark('email', 'care@example.com')}\nSent: Tuesday\nSubject: my test results\n\nHello,\n\nI was diagnosed with hypothyroidism last year and I have been having palpitations since my medication changed. Could someone call me at ${v.phone(p)}? My date of birth is ${v.dob(r, p)}.\n\nThank you,\n${v.full(p)}`;
    },
  },
  {
    type: 'chat',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `hey is ${v.full(p)} in room 4 yet\nno she no showed, third time\nok can u reschedule, needs her warfarin checked, INR was 4.${r.digits(1)}\nher number is ${v.phone(p)}`;
    },
  },
  {
    type: 'csv export',
    half: 'sealed',
    class: 'PHI',
    patients: 6,
    write: (r) =>
      `PatientID,FullName,BirthDate,MemberID,Email,Diagnosis\n${row(r, (p) => `${v.mrn(p)},"${v.lastFirst(p)}",${mark('dob', packed(p.birth).replace(/^(\d{4})(\d\d)/, '$1-$2-'))},${v.plan(p)},${v.email(p)},${r.pick(v.conditions)}`, 6)}\n`,
  },
  {
    type: 'hl7',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `MSH|^~\\&|ADT|LARK|||202401051530||ADT^A01|${r.digits(7)}|P|2.3\nEVN|A01|202401051530\nPID|1||${v.mrn(p)}^^^LARK||${mark('name', `${p.family}^${p.given}`)}||${mark('dob', packed(p.birth))}|${p.sex}|||${mark('address', `${p.street}^^Dayton^OH^45402`)}||${v.phone(p)}\nPV1|1|I|3W^312^A||||1${r.digits(9)}^${mark('name', 'REYES^CARLOS')}\nIN1|1|PPO|${r.digits(5)}|AETNA||||${v.group(p)}||||||||${mark('name', `${p.family}^${p.given}`)}||||||||||||||||||||${v.plan(p)}\nDG1|1||${mark('icd', 'J18.9')}^Pneumonia\n`;
    },
  },
  {
    type: 'fhir',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","identifier":[{"type":{"coding":[{"code":"MR"}]},"system":"urn:oid:1.2.36","value":"${v.mrn(p)}"},{"system":"http://hl7.org/fhir/sid/us-ssn","value":"${v.ssn(p)}"}],"name":[{"family":"${v.family(p)}","given":["${v.given(p)}"]}],"telecom":[{"system":"phone","value":"${v.phone(p)}"}],"birthDate":"${mark('dob', packed(p.birth).replace(/^(\d{4})(\d\d)/, '$1-$2-'))}","address":[{"line":["${mark('address', p.street)}"],"city":"Akron","state":"OH"}]}},{"resource":{"resourceType":"Condition","code":{"coding":[{"code":"44054006","display":"Diabetes mellitus type 2"}],"text":"Type 2 diabetes"}}}]}`;
    },
  },
  {
    type: 'x12',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      const m = p.member;
      return `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *240101*1200*^*00501*000000001*0*P*:~GS*HC*S*R*20240101*1200*1*X*005010X222A1~ST*837*0001~NM1*85*2*LARKMEADOW CLINIC*****XX*${npiNumber(r)}~NM1*IL*1*${mark('name', `${p.family.toUpperCase()}*${p.given.toUpperCase()}`)}****MI*${mark('plan', m)}~N3*${mark('address', p.street.toUpperCase())}~N4*AKRON*OH*44301~DMG*D8*${mark('dob', packed(p.birth))}*${p.sex}~CLM*${v.account(p)}*150***11:B:1~HI*ABK:${mark('icd', 'E119')}~SV1*HC:99213*150*UN*1~`.replace(
        /XX\*(\d+)/,
        (_, n: string) => `XX*${mark('npi', n)}`,
      );
    },
  },
  {
    type: 'substance use',
    half: 'sealed',
    class: 'PHI_SENSITIVE',
    write: (r) => {
      const p = personOf(r);
      return `Intensive Outpatient Program - Counselor Note\nName: ${v.full(p)}   ID: ${mark('mrn', `C-${r.digits(5)}`)}\nSession: ${v.care(r).replace(/\u0001care\u0002([^\u0003]*)\u0003/, '$1')}\n${v.given(p)} reports 30 days clean from heroin. Continues Suboxone 8/2. Urine drug screen negative for opiates. Opioid use disorder, severe, in early remission.\nCounselor: ${v.doctor(r)}, LPC`;
    },
  },
  {
    type: 'reproductive',
    half: 'sealed',
    class: 'PHI_SENSITIVE',
    write: (r) => {
      const p = personOf(r);
      return `Patient: ${v.full(p)}, DOB ${v.dob(r, p)}\nG2P1 at 9 weeks by ultrasound. Desires medication abortion. Mifepristone given in clinic. Family history of BRCA1 in mother. Denies depression.\nMRN ${v.mrn(p)}`;
    },
  },
  {
    type: 'superbill',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      return `Encounter Form   Chart No. ${v.mrn(p)}\nPt: ${v.lastFirst(p)}  Sex ${p.sex}  D.O.B. ${v.dob(r, p)}\n[x] 99203 New patient level 3\n[x] 20610 Joint injection, J1030\nICD-10: ${v.icd(r)}, ${mark('icd', 'M17.11')}\nCard on file: ${mark('card', cardNumber(r).replace(/(\d{4})(?=\d)/g, '$1 '))}\nProvider NPI: ${v.npi(r)}`;
    },
  },
  {
    type: 'prescription',
    half: 'sealed',
    class: 'PHI',
    write: (r) => {
      const p = personOf(r);
      const d = personOf(r);
      return `PHARMACY FAX REFILL REQUEST\nPrescriber: ${v.full(d)}   DEA: ${mark('dea', deaNumber(r, d.family))}\nPatient name: ${v.full(p)}   Birth date: ${v.dob(r, p)}   Tel: ${v.phone(p)}\nDrug: atorvastatin 40 mg   NDC: ${mark('ndc', `0071-${r.digits(4)}-23`)}   Rx #: ${mark('account', r.digits(7))}\nLast filled: ${written(r, recent(r))}`;
    },
  },
  {
    type: 'staff schedule',
    half: 'sealed',
    class: 'PII_ONLY',
    write: (r) =>
      `On-Call Roster\n\n${row(r, (p) => `${r.pick(['Sat', 'Sun', 'Mon'])}: ${v.full(p)} (day shift), backup ${v.full(personOf(r))}`, 4)}\nSwap requests to the office manager by noon. PTO must be approved.`,
  },
  {
    type: 'provider directory',
    half: 'sealed',
    class: 'PII_ONLY',
    write: (r) =>
      `Medical Staff Directory\nName | Specialty | Office | Fax\n${row(r, (p) => `${v.full(p)}, MD, FACC | Cardiology | ${v.officePhone(r)} | ${v.fax(r)}`, 4)}\n`,
  },
  {
    type: 'invoice',
    half: 'sealed',
    class: 'NONE',
    write: (r) =>
      `PURCHASE ORDER 45${r.digits(8)}\nShip to: Larkmeadow Clinic, ${mark('address', '200 Oak Street, Suite 4, Akron, OH 44301')}\nAttn: Receiving\nItem SKU ${r.digits(5)}-${r.digits(3)}-${r.digits(4)} nitrile gloves, qty 40 @ 9.99\nSerial numbers recorded at delivery. FedEx 7${r.digits(11)}. Customer No. ${r.digits(9)}. Payment terms net 45.`,
  },
  {
    type: 'marketing',
    half: 'sealed',
    class: 'PII_ONLY',
    write: (r) =>
      `Larkmeadow welcomes ${v.doctor(r)}, MD, to our team! Dr. ${mark('name', r.pick(['Alvarado', 'Petrov', 'Sato']))} completed her fellowship in dermatology and treats acne, eczema and psoriasis. Same-day appointments. Book your visit today at ${mark('url', 'https://larkmeadow.example.com/book')} or call ${v.officePhone(r)}.`,
  },
  {
    type: 'drug leaflet',
    half: 'sealed',
    class: 'HEALTH_ONLY',
    write: (r) =>
      `What is the most important information I should know about Warfarin? Warfarin can cause bleeding. Before you take warfarin, tell your healthcare provider if you have kidney failure, high blood pressure or a history of stroke. Common side effects: bruising, nausea. Do not take with aspirin or ibuprofen. Call your doctor for medical advice. Revised ${r.number(12) + 1}/202${r.number(5)}.`,
  },
  {
    type: 'research paper',
    half: 'sealed',
    class: 'HEALTH_ONLY',
    write: (r) =>
      `Corresponding author: ${v.full(personOf(r))}, University of Northfield.\nWe conducted a retrospective cohort study of 1,2${r.digits(2)} patients with COPD and heart failure. Median follow-up was 4.${r.digits(1)} years. Patients treated with beta blockers such as metoprolol had fewer exacerbations (odds ratio 0.6). Limitations include sample size. References: 1. ${mark('name', 'Smith J')}, Lopez K. Sepsis outcomes. 2019.`.replace(
        /\u0001name\u0002Smith J\u0003/,
        'Smith J',
      ),
  },
  {
    type: 'policy',
    half: 'sealed',
    class: 'NONE',
    write: (r) =>
      `HIPAA Training Module ${r.number(9) + 1}\nLearning objectives: workforce members will define protected health information and minimum necessary. Example only: "Jane Sample, MRN 0000000". The Privacy Rule requires a business associate agreement. Quiz on page ${r.number(30)}. Revision date ${written(r, recent(r))}.`,
  },
  {
    type: 'personnel',
    half: 'sealed',
    class: 'PII_ONLY',
    write: (r) => {
      const p = personOf(r);
      return `Job Application\nApplicant: ${v.full(p)}\nAddress: ${v.address(p)}\nTelephone: ${v.phone(p)}   E-mail: ${v.email(p)}\nSocial Security No.: ${v.ssn(p)}\nWork experience: receptionist, 2019-2023. References available. Background check consent on file.`;
    },
  },
  {
    type: 'bank',
    half: 'sealed',
    class: 'PII_ONLY',
    write: (r) => {
      const p = personOf(r);
      return `ACH authorization\nAccount holder: ${v.full(p)}\nRouting #: ${mark('aba', routingNumber(r))}\nBank account number: ${mark('bank', r.digits(11))}\nBilling address: ${v.address(p)}`;
    },
  },
  {
    type: 'vehicle',
    half: 'sealed',
    class: 'PII_ONLY',
    write: (r) => {
      const p = personOf(r);
      return `Fleet record. Driver: ${v.full(p)}, DL# ${mark('license', `${r.letters(1)}${r.digits(8)}`)}. Vehicle VIN ${mark('vin', vinNumber(r))}, plate number ${mark('plate', `${r.digits(3)}${r.letters(3)}`)}. Date of birth: ${v.dob(r, p)}.`;
    },
  },
  {
    type: 'it ticket',
    half: 'sealed',
    class: 'NONE',
    write: (r) =>
      `Deployment notes, build 4.2.${r.digits(2)}: firewall rule for ${mark('ip', `198.51.100.${1 + r.number(250)}`)} added; asset tag ${r.digits(9)}; meeting ID 8${r.digits(2)} ${r.digits(4)} ${r.digits(4)}; commit ${r.letters(7, 'abcdef0123456789')}. License key ${r.letters(5)}-${r.digits(5)}-${r.letters(5)}.`,
  },
  {
    type: 'minutes',
    half: 'sealed',
    class: 'PII_ONLY',
    write: (r) =>
      `Board notes: ${v.full(personOf(r))} presented the quarterly budget; revenue rose 4 percent. ${v.full(personOf(r))} asked about the lease on Maple Street. Next meeting ${written(r, recent(r))}. Contract No. ${r.digits(8)} renewed. Action items follow.`,
  },
  {
    type: 'education',
    half: 'sealed',
    class: 'HEALTH_ONLY',
    write: (r) =>
      `Shingles: frequently asked questions\nShingles (herpes zoster) comes from the chickenpox virus. Risk factors are age and cancer treatment. Symptoms may include rash, pain and fever. Talk to your doctor about valacyclovir within ${72 + r.number(2)} hours. The vaccine is recommended for adults with diabetes, COPD or rheumatoid arthritis.`,
  },
];
