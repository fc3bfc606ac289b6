import type { DocumentClass } from '../../src/core/phi.ts';

/** Documents written one by one, as clinics and offices write them, and what a privacy officer would call each. The people are invented. */
export const writtenDocuments: readonly (readonly [name: string, labelled: DocumentClass, text: string])[] = [
  [
    'er note',
    'PHI',
    `ED TRIAGE NOTE
Pt: OYELARAN, TEMITOPE   MRN 7781203   DOB 4/9/88  35F
Arrived by EMS s/p MVC. C/O neck pain 7/10. A&Ox3. VS: 128/84, 92, 18, 98.6F, 99% RA.
PMHx: asthma. Meds: albuterol. NKDA. LMP 2 wks ago.
CT c-spine neg. Dx: cervical strain S16.1XXA. D/C home w/ ibuprofen.
RN: J. Alvarez`,
  ],
  [
    'sms',
    'PHI',
    `Hi this is Larkmeadow Clinic. Reminder: Jason Whitfield has an appointment w/ Dr. Patel for his colonoscopy on 3/12/2024 at 8:30 AM. Reply C to confirm.`,
  ],
  [
    'voicemail',
    'PHI',
    `Transcription: "Hey doc, it's Brenda Kozlowski, date of birth six twelve seventy one, my knee is swollen again after the injection, call me back at 614-555-0182"`,
  ],
  [
    'list excel',
    'PHI',
    `Last\tFirst\tDOB\tPCP\tLast A1c\tPhone\nGomez\tHector\t7/1/1958\tDr. Lin\t9.1\t330-555-0111\nWashington\tDenise\t12/3/1963\tDr. Lin\t7.4\t330-555-0112\n`,
  ],
  [
    'prior auth',
    'PHI',
    `Re: Prior Authorization Request
Member: Harold T. Finch
Mbr ID: 88201934501
Requested drug: Humira 40mg/0.8mL. Dx: M06.9 Rheumatoid arthritis. Tried and failed methotrexate.
Prescriber: Anita Desai MD NPI 1245319599 Ph 212-555-0147 Fx 212-555-0148`,
  ],
  [
    'school note',
    'PHI',
    `To Whom It May Concern: Please excuse Tyler Benson from school 10/3-10/5. He was seen in our office for strep throat and may return on 10/6. Dr. Rivera, Larkmeadow Pediatrics`,
  ],
  [
    'radiology',
    'PHI',
    `EXAM: MRI LUMBAR SPINE W/O CONTRAST
PATIENT NAME: BRANDT, ELISE
ACC: 20240011223   MRN: 551002
HISTORY: 54-year-old female, radiculopathy.
FINDINGS: L4-L5 disc herniation. IMPRESSION: Moderate spinal stenosis.
Interpreted by: Marcus Webb, M.D.`,
  ],
  [
    'sud',
    'PHI_SENSITIVE',
    `Client Curtis Dale attended group #4. Reports relapse on alcohol last weekend, drank 12 beers. Dx alcohol use disorder, severe. Continue naltrexone. Counselor Beth Ames LCDC`,
  ],
  [
    'genetic',
    'PHI_SENSITIVE',
    `Patient: Nadia Petrov DOB 02/02/1979. Genetic testing: pathogenic variant in BRCA2 (c.5946delT), heterozygous. Refer to oncology.`,
  ],
  [
    'neg hiv',
    'PHI',
    `Patient: Ian Cross MRN 4420118. Labs: HIV negative, hepatitis C negative. Denies depression or substance abuse. Dx: hypertension.`,
  ],
  [
    'roi',
    'PHI',
    `AUTHORIZATION TO RELEASE INFORMATION. Patient: Lena Ortiz  DOB 1/2/1980. I authorize release of my records, which may include HIV/AIDS, mental health, and substance abuse information. Purpose: continued care for asthma with new provider.`,
  ],
  [
    'memo flu',
    'PII_ONLY',
    `MEMO: All staff must get the flu vaccine by Nov 1. See Occupational Health, room 204, ext 5521. Questions: Karen Doyle, HR, kdoyle@example.com.`,
  ],
  [
    'news',
    'PII_ONLY',
    `Larkmeadow Names New CEO. Larkmeadow Health today announced that Patricia Gomez will become chief executive. "Patients come first," Gomez said. She previously led cardiology services in Ohio.`,
  ],
  [
    'job',
    'NONE',
    `Job posting: Registered Nurse, Oncology. Responsibilities include administering chemotherapy and patient education. BLS required. Apply at https://jobs.example.com/4411 or call 330-555-0100.`,
  ],
  [
    'supply',
    'PII_ONLY',
    `Packing slip. Order 100-22-4491. Ship to Larkmeadow Clinic Attn: Mary Cole. Items: insulin syringes (box 100), lidocaine 1% vials, NDC 0409-4276-01, lot 88-112-3345. UPS 1Z12345E0205271688`,
  ],
  [
    'thanks',
    'PII_ONLY',
    `Hi Mark, thanks for lunch yesterday. Let's meet with Susan Lee on Thursday about the parking lease. My cell is 330-555-0199. Best, Tom`,
  ],
  [
    'cme',
    'HEALTH_ONLY',
    `Grand Rounds: Advances in Heart Failure. Speaker: Dr. Alan Brooks, MD, PhD, Cleveland. Topics: SGLT2 inhibitors, empagliflozin, sacubitril/valsartan, atrial fibrillation ablation, and cardiomyopathy. CME credit 1.0`,
  ],
  [
    'guideline',
    'HEALTH_ONLY',
    `Hypertension guideline: In adults with diabetes, start lisinopril or losartan. Check potassium and creatinine in 2 weeks. Avoid NSAIDs such as ibuprofen. Patients over 80 should be assessed for orthostatic hypotension.`,
  ],
  [
    'w2',
    'PII_ONLY',
    `Form W-2 2023. Employee's SSN 412-55-7788. Employer EIN 34-1234567. Employee: Gary Holt, 88 Elm St, Akron, OH 44301. Wages 48,220.00`,
  ],
  [
    'emerg',
    'PII_ONLY',
    `Employee emergency contact form\nEmployee: Gary Holt\nHome phone: 330-555-0144\nEmergency contact: Linda Holt (wife) 330-555-0145`,
  ],
  [
    'roster',
    'PII_ONLY',
    `Clinic staff phone list\nSusan Lee, RN  x4410\nMaria Gomez, MA  x4411\nDr. Alan Brooks  x4400\nFront desk 330-555-0100`,
  ],
  [
    'template',
    'NONE',
    `Patient Name: ____________ DOB: ________ MRN: _______\nReason for visit: ____________\nSignature: ____________`,
  ],
  [
    'policy med',
    'NONE',
    `Policy 4.12 Medication refills. Staff shall confirm the patient's name and date of birth. Controlled substances require a provider visit. Example: "John Doe, DOB 01/01/1900". Effective 01/01/2024.`,
  ],
  ['wound photo', 'PHI', `IMG_4471.jpg - wound photo R heel, pt Doris Haynes, diabetic foot ulcer stage 2, 3/3/24`],
  [
    'bed board',
    'PHI',
    `Room 212A  HAYNES, D  78F  CHF exac  Dr Lin  fall risk\nRoom 212B  OKORO, P  64M  DKA  Dr Shah  insulin gtt`,
  ],
  [
    'ocr',
    'PHI',
    `PAT1ENT NAME: Gloria Menendez
D0B: O3/14/1961   MRN : 00 48 29 13
DlAGNOSIS: Type 2 diabetes mellitus`,
  ],
  ['lower', 'PHI', `pt john becker dob 3/4/70 mrn 884213 c/o chest pain, trop neg, ekg nsr, admit for obs`],
  [
    'research case',
    'HEALTH_ONLY',
    `Case report. Smith JA, Lopez K. A 54-year-old woman presented with dyspnea and was diagnosed with pulmonary embolism. She was treated with apixaban. Discussion: in a systematic review of 31 studies... doi:10.1000/182 References 1. Jones B, et al.`,
  ],
  [
    'claims csv',
    'PHI',
    `claim_id,member_id,member_name,birth_dt,svc_dt,cpt,dx1,billed\n9981231,W88213455,"HOLT, GARY",1961-04-02,2023-05-01,99213,I10,125.00\n9981232,W88213456,"DIAZ, ROSA",1971-09-22,2023-05-02,20610,M17.11,240.00\n`,
  ],
  [
    'vendor',
    'PII_ONLY',
    `Vendor contract 2023-118 between Larkmeadow Clinic and Brightline Software LLC. Contact: Paul Grant, VP Sales, pgrant@example.com, 415-555-0170. Tax ID 94-3321123. 500 Market Street, Suite 900, San Francisco, CA 94105.`,
  ],
  [
    'donor',
    'PII_ONLY',
    `Donor list\nName, Address, Gift\nPaul Grant, "12 Elm St, Akron, OH 44301", $100\nRosa Diaz, "14 Elm St, Akron, OH 44301", $50`,
  ],
  [
    'ccda',
    'PHI',
    `<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><id extension="998991" root="1.2.3"/><id extension="412-55-7788" root="2.16.840.1.113883.4.1"/><addr use="HP"><streetAddressLine>1357 Amber Drive</streetAddressLine><city>Beaverton</city><state>OR</state></addr><telecom value="tel:(816)276-6909" use="HP"/><patient><name><given>Isabella</given><family>Jones</family></name><birthTime value="19750501"/></patient></patientRole></recordTarget><author><assignedAuthor><id extension="1234567893" root="2.16.840.1.113883.4.6"/><assignedPerson><name><given>Henry</given><family>Seven</family></name></assignedPerson></assignedAuthor></author><component><section><title>Problems</title><text>Asthma, active. Pneumonia, resolved.</text></section></component></ClinicalDocument>`,
  ],
  [
    'x12 835',
    'PHI',
    `ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROV           *240101*1200*^*00501*000000001*0*P*:~GS*HP*S*R*20240101*1200*1*X*005010X221A1~ST*835*0001~CLP*PT-88123*1*250*180*20*12*CLM99123~NM1*QC*1*LOPEZ*MARIA*A***MI*W88213455~NM1*82*1*PATEL*ANIL****XX*1234567893~SVC*HC:99213*125*90~DTM*472*20240102~`,
  ],
  [
    'consult',
    'PHI',
    `CARDIOLOGY CONSULTATION\n\nREFERRING PHYSICIAN: Anil Patel, M.D.\nREASON FOR CONSULTATION: Chest pain.\n\nHISTORY OF PRESENT ILLNESS: Ms. Whitaker is a 58-year-old woman with a history of hypertension and tobacco use who presents with substernal chest pain. Her father died of MI at 52.`,
  ],
  [
    'nurse msg',
    'PHI',
    `Spoke w/ daughter of Eleanor Briggs - pt fell again last night, no LOC. on eliquis. advised ED. -KM RN`,
  ],
  [
    'soap',
    'PHI_SENSITIVE',
    `S: Pt reports low mood, passive SI. O: flat affect. A: MDD, recurrent, severe. P: increase fluoxetine to 40mg. Client: Jordan Avery DOB 5/5/1999`,
  ],
  [
    'part2',
    'PHI_SENSITIVE',
    `This record is protected by 42 CFR Part 2. Patient Derrick Mull, DOB 7/8/1985. Admitted for opioid withdrawal; started on buprenorphine. COWS score 14.`,
  ],
  [
    'std',
    'PHI_SENSITIVE',
    `Test results for Kayla Simmons (2/2/2001): Chlamydia trachomatis NAA: POSITIVE. Please call pt to start doxycycline.`,
  ],
  [
    'preg',
    'PHI_SENSITIVE',
    `OB intake: Alicia Fuentes, G3P1, EDD 8/14/2024, at 10 weeks. Prenatal labs drawn. MRN 20118812`,
  ],
  [
    'vax',
    'PHI',
    `IMMUNIZATION RECORD\nName: Oliver Hansen\nDOB: 2/28/2019\nMMR 3/1/2020 lot K12345\nDTaP 5/1/2019\nClinic: Larkmeadow Pediatrics`,
  ],
  [
    'bill',
    'PHI',
    `PATIENT STATEMENT\nStatement date 3/1/2024   Account #: 70012345\nGuarantor: Steven Walsh\nPatient: Emma Walsh\n02/11/24 Office visit est pt level 3   $145.00\nInsurance paid -$95.00\nBalance due $50.00`,
  ],
  [
    'dental',
    'PHI',
    `Pt Marcus Dean, 44M. #30 MOD composite, 2 carp lido. Hx of bruxism. Next: crown prep. DDS: L. Kim`,
  ],
  [
    'pt list',
    'PHI',
    `Today's patients:\n- Gloria Stein 9:00 (f/u BP)\n- Hector Ruiz 9:30 (new pt, knee)\n- Amy Tran 10:00 pap`,
  ],
  ['hie', 'PHI', `Name: STEIN, GLORIA\nSex: F  Age: 67\nAllergies: sulfa\nProblems: CHF, CKD3, Afib\nPCP: Lin`],
  [
    'eml fwd',
    'PHI',
    `---------- Forwarded message ----------\nFrom: Tina Boggs <tboggs@example.com>\nDate: Mon, Mar 4, 2024\nSubject: Fwd: biopsy results\n\nCan someone let Mr. Castellano know his biopsy came back benign? MRN is 5512093. Thx`,
  ],
  [
    'fmla',
    'PII_ONLY',
    `FMLA designation notice. Employee: Gary Holt. Employee ID 33412. Leave approved 3/1-4/1. HR contact: Susan Lee. SSN on file 412-55-7788.`,
  ],
  [
    'resume',
    'PII_ONLY',
    `Rosa Diaz\n14 Elm St, Akron, OH 44301 | 330-555-0177 | rosa.diaz@example.com\nExperience: Medical Assistant, Larkmeadow Clinic, 2018-2023. Took vital signs, phlebotomy, EKG. Education: Stark State College.`,
  ],
  [
    'customer list',
    'PII_ONLY',
    `customer_id,first_name,last_name,email,phone\n1001,Gary,Holt,gary@example.com,330-555-0101\n1002,Rosa,Diaz,rosa@example.com,330-555-0102\n`,
  ],
  [
    'i9',
    'PII_ONLY',
    `Form I-9. Last Name: Holt First Name: Gary DOB: 04/02/1961 SSN: 412-55-7788 Passport No. 512345678`,
  ],
  [
    'credit',
    'PII_ONLY',
    `Credit card authorization. Cardholder: Rosa Diaz. Card number 4111 1111 1111 1111 Exp 04/27 CVV 123. Amount $50.00`,
  ],
  [
    'tickets',
    'NONE',
    `INC0012345 opened by jlee: printer in exam room 4 is jammed. Asset 88123, IP 10.1.4.22. Assigned to help desk. Closed.`,
  ],
  [
    'policy2',
    'PII_ONLY',
    `Infection Control Policy. Purpose: prevent transmission. All workforce members shall wash hands. Sharps shall be disposed of properly. Responsible: Infection Control Committee. Reviewed by: Karen Doyle, RN. Effective 1/1/2024.`,
  ],
  [
    'menu',
    'NONE',
    `Cafeteria menu week of 3/4: Monday turkey chili, Tuesday Caesar salad, Wednesday Salisbury steak, Thursday Rose's lasagna. $6.95`,
  ],
  ['budget', 'NONE', `Department,Q1,Q2\nCardiology,120000,130000\nRadiology,98000,101000\nTotal,218000,231000\n`],
  [
    'minutes2',
    'PII_ONLY',
    `Quality committee minutes. Present: Dr. Brooks, S. Lee RN, Karen Doyle. Fall rate decreased 12%. Hand hygiene 94%. Sepsis bundle compliance 88%. Next meeting 4/2.`,
  ],
  [
    'ad',
    'PII_ONLY',
    `Dr. Alan Brooks is now accepting new patients! Specializing in diabetes, hypertension and women's health. 200 Oak Street, Suite 4, Akron. Call 330-555-0100.`,
  ],
  [
    'code',
    'NONE',
    `const version = "10.4.2.1"; // build 20240301\nfunction getPatient(id) { return db.query("select * from patients where mrn = ?", id); }\n// call support 1-800-555-0100`,
  ],
  [
    'schema',
    'NONE',
    `CREATE TABLE patient (mrn varchar(20), last_name varchar(50), first_name varchar(50), dob date, ssn char(11), diagnosis text);`,
  ],
  [
    'empty form',
    'NONE',
    `Consent for Treatment\n\nI, ______________________, consent to treatment at Larkmeadow Clinic, including examination, laboratory tests and procedures.\nPatient signature: ____________ Date: ________\nWitness: ____________`,
  ],
  [
    'awards',
    'PII_ONLY',
    `Congratulations to Nurse of the Year Maria Gomez, RN, of our oncology unit! Maria has worked with us for 12 years.`,
  ],
  [
    'drug list',
    'HEALTH_ONLY',
    `Formulary 2024 Tier 1: amoxicillin, lisinopril, metformin, atorvastatin. Tier 2: apixaban, empagliflozin. Tier 3: adalimumab. Prior authorization required for Tier 3.`,
  ],
  [
    'paper2',
    'HEALTH_ONLY',
    `Title: Outcomes of COVID-19 in patients with asthma. Authors: Maria Gomez, MD; Alan Brooks, PhD; James Lee. Methods: retrospective cohort of 4,102 patients at three hospitals. Results: mortality 3.1% (95% CI 2.6-3.7). Corresponding author: mgomez@example.com`,
  ],
  [
    'coding',
    'HEALTH_ONLY',
    `Coding tip: For type 2 diabetes with CKD use E11.22 with N18.30. For hypertension with heart failure use I11.0. CPT 99214 requires moderate MDM.`,
  ],
  [
    'blog',
    'HEALTH_ONLY',
    `5 tips for managing migraine. Keep a headache diary, avoid triggers, and ask your doctor about sumatriptan or topiramate. Migraine with aura raises stroke risk. Written by Sarah Miller.`,
  ],
  [
    'deid',
    'HEALTH_ONLY',
    `Case 12: 54F with HTN, T2DM presents with chest pain. ECG: ST depression V4-V6. Troponin 0.8. Dx NSTEMI. Cath: 90% LAD. DES placed.`,
  ],
  [
    'deceased',
    'PHI',
    `Expiration summary: Pt Walter Nash, age 94, expired on 1/3/2024 at 04:12 of septic shock. Family notified.`,
  ],
  [
    'cgm',
    'PHI',
    `Dexcom report for Priya Nair. Device S/N SM88412233. Avg glucose 182 mg/dL, TIR 54%. Provider: Dr. Shah`,
  ],
  [
    'uk caps',
    'PHI',
    `PATIENT:  BAPTISTE , JEAN-PAUL    DOB-  07/19/1949\nHOSP #  G0012345\nDX -  COPD EXACERBATION\nPLAN -  PREDNISONE TAPER, AZITHROMYCIN`,
  ],
  [
    'spanish',
    'PHI',
    `Nombre del paciente: José Ramírez  Fecha de nacimiento: 12/05/1960  MRN 778120\nDiagnóstico: diabetes tipo 2, hypertension`,
  ],
  [
    'portal',
    'PHI',
    `Portal message from: Denise Washington\nI've been having chest pain since starting the new blood pressure pill. Should I stop the lisinopril?`,
  ],
  [
    'attorney',
    'PHI',
    `RE: Our client: Victor Hale, D/O/A 5/2/2023. Please send all medical records and bills for treatment of his lumbar strain following the motor vehicle accident. DOB: 9/9/1977`,
  ],
  [
    'leave mail',
    'NONE',
    `From: Carla Mendez\nTo: Jim Doyle\nSubject: PTO\n\nJim, I'll be out Thursday for a doctor's appointment. Can you cover the front desk? Thanks, Carla`,
  ],
  [
    'vendor mail',
    'PII_ONLY',
    `From: Alex Stone <astone@example.com>\nTo: Purchasing\nSubject: Quote for ultrasound gel and EKG electrodes\n\nHi Maria, attached is quote Q-88213 for 12 cases of ultrasound gel, EKG electrodes and glucose meters. Call me at 415-555-0133. Alex`,
  ],
  [
    'credentialing',
    'PII_ONLY',
    `Credentialing file: Alan Brooks, MD. NPI 1245319599. DEA FB1234563. State license 35.078812. Board certified in cardiology. Malpractice carrier: MedPro policy 88123344.`,
  ],
  [
    'interview',
    'PII_ONLY',
    `Interview schedule for RN position. 9:00 Maria Gomez (panel: Karen Doyle, Dr. Lin). 10:00 Jim Doyle. Questions: experience with insulin pumps, wound care and telemetry.`,
  ],
  [
    'training',
    'PII_ONLY',
    `HIPAA annual training sign-in sheet\n1. Maria Gomez\n2. Jim Doyle\n3. Susan Lee\nTopic: handling of HIV, mental health and substance use records.`,
  ],
  [
    'phi agenda',
    'PII_ONLY',
    `Agenda: 1. Flu shot clinic staffing. 2. Diabetes education program budget. 3. Dr. Patel on telehealth. Attendees: Karen Doyle, Tom Becker.`,
  ],
  [
    'obit',
    'PII_ONLY',
    `Customer refund. Name: Harold Finch. Address: 12 Elm St, Akron, OH 44301. Refund $45.00 to Visa 4111 1111 1111 1111.`,
  ],
  [
    'lease',
    'PII_ONLY',
    `Lease agreement between Oak Street Partners LLC and Larkmeadow Clinic for Suite 4, 200 Oak Street, Akron, OH 44301. Contact: Paul Grant, 330-555-0120.`,
  ],
  [
    'nurse handoff',
    'PHI',
    `Handoff 3W: bed 4 Lopez, Maria 71F POD2 R THA, foley out, ambulating w PT. bed 5 Chen, Wei 66M CHF on lasix gtt, K 3.2 replaced.`,
  ],
  [
    'transport',
    'PHI',
    `Transport request: Eugene Porter, rm 312, to dialysis MWF 7am, wheelchair. Contact daughter Lisa 330-555-0177.`,
  ],
  [
    'lab mail',
    'PHI',
    `Subject: critical lab\n\nDr. Shah - critical potassium 6.8 on Robert Ames (MRN 5512093). Lab called at 14:05. - Micro lab`,
  ],
  [
    'denial',
    'PHI',
    `Dear Ms. Keller: Your request for bariatric surgery on 4/2/2024 has been denied as not medically necessary. Member ID: U8812345501. You may appeal within 180 days.`,
  ],
  ['pharm', 'PHI', `Walgreens #4412 refill request: Keller, Joan 07/02/1955 atorvastatin 20mg #90 last filled 1/3/24`],
  ['eye', 'PHI', `OD: -2.25 OS: -2.00. Pt: Sam Whitley, DOB 2/2/2002. IOP 15/16. Dx: myopia.`],
  [
    'vet',
    'PHI_SENSITIVE',
    `VA appointment letter for veteran James R. Colter (last 4: 6789): PTSD group Tuesday 2pm with Dr. Ames.`,
  ],
  ['xls labs', 'PHI', `Name | Test | Result | Date\nHolt, Gary | LDL | 171 | 3/2/24\nDiaz, Rosa | A1c | 9.8 | 3/2/24`],
  [
    'inventory',
    'NONE',
    `Drug,NDC,Qty,Lot,Exp\nLidocaine 1%,0409-4276-01,20,88112,2025-01\nKetorolac 30mg,0409-3795-01,12,99121,2024-11`,
  ],
  ['peds', 'PHI', `WCC 4yo. Noah Kim here with mom. Growth 50%ile. Vaccines: MMR, VZV given. Next 5yo WCC.`],
  [
    'adolescent',
    'PHI_SENSITIVE',
    `Confidential visit. Zoe Martin, 16F, requests birth control. Sexually active, chlamydia screening sent. Mother not to be contacted.`,
  ],
  ['detox', 'PHI_SENSITIVE', `Bed request - Tyler Boone 34M ETOH detox, CIWA 18, last drink yesterday, h/o DTs.`],
  [
    'psych consult',
    'PHI_SENSITIVE',
    `Psych c/s: Dana Reeve, 44, admitted s/p OD on Tylenol, endorses SI with plan. 1:1 sitter. Dx MDD severe.`,
  ],
  [
    'gen',
    'HEALTH_ONLY',
    `Protocol: Sepsis bundle. Draw lactate and blood cultures, give ceftriaxone or piperacillin-tazobactam within 1 hour, 30 mL/kg fluids for hypotension. Reassess.`,
  ],
  [
    'board bio',
    'PII_ONLY',
    `Rosa Diaz joined the board in 2019. She is a retired banker and lives in Akron with her husband, Tom. She chairs the finance committee.`,
  ],
  [
    'thank patient',
    'PII_ONLY',
    `We had a great turnout at the 5K! Winners: Tom Becker (21:04), Ana Ruiz (22:10). Proceeds support breast cancer research.`,
  ],
  [
    'incident',
    'PHI',
    `Incident report: On 3/1/24 patient Walter Nash slipped in hallway B and sustained a skin tear to left forearm. Witness: Karen Doyle RN. No fracture on x-ray.`,
  ],
  ['hospice', 'PHI', `Mr. Nash's comfort meds: morphine 5mg q2h prn, lorazepam. Family at bedside. DNR.`],
  [
    'survey',
    'PII_ONLY',
    `Patient satisfaction survey Q3: 412 responses, 94% would recommend. Comments mention wait times and parking. Prepared by Susan Lee.`,
  ],
  [
    'aggregate',
    'HEALTH_ONLY',
    `Monthly dashboard: diabetes patients with A1c > 9: 18%. Hypertension controlled: 71%. Colonoscopy screening 64%. Depression screening 88%.`,
  ],
];
