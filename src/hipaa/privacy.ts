import { type Provenance, type Provision, everyone, provisionsOf, recalled } from './provision.ts';

const { duty, definition } = provisionsOf('privacy', 'privacy', ['covered-entity']);

/** The parts of the Privacy Rule that a Microsoft 365 tenant or the paper program touches. */
export const privacy: readonly Provision[] = [
  duty({
    citation: '164.502(b)',
    title: 'Minimum necessary',
    also: ['164.502(b)(1)', '164.502(b)(2)'],
    meaning:
      'Use, share and ask for no more PHI than the purpose needs. The limit does not hold for treatment by a provider, for the patient, under an authorization, for HHS, or where law demands the disclosure.',
    appliesTo: everyone,
    guidance:
      'Restricted sites, group-based rights and named-person links put it into effect. It is about what may be used and shared; least privilege is the technical idea next to it.',
    recalled: true,
  }),
  duty({
    citation: '164.502(e)',
    title: 'Disclosures to business associates',
    also: ['164.502(e)(1)', '164.502(e)(2)'],
    meaning:
      'PHI may go to a business associate only with its written assurance that it protects it. The business associate asks the same of its subcontractors.',
    appliesTo: everyone,
    guidance:
      'Before a new service or app receives PHI, its agreement has to be on file. Being a customer of Microsoft is not the agreement; the terms that contain it are.',
    program: 'agreements',
  }),
  duty({
    citation: '164.504(e)',
    title: 'Contents of a business associate agreement',
    also: ['164.504(e)(1)', '164.504(e)(2)', '164.504(e)(3)', '164.504(e)(5)'],
    meaning: 'The agreement says what the business associate may do with PHI, what it must do, and how it all ends.',
    appliesTo: everyone,
    guidance: 'Twelve elements, kept here as a checklist. A setting cannot answer any of them.',
    program: 'agreements',
    recalled: true,
  }),
  duty({
    citation: '164.508',
    title: 'Authorization',
    meaning:
      "Outside treatment, payment, health care operations and the exceptions of the rule, PHI goes out only with the patient's signed authorization. Psychotherapy notes, marketing and sale have stricter rules.",
    guidance:
      'The signed form names what is shared, with whom, why, until when, and that it can be revoked. Tie a share of that kind to its form.',
    program: 'patient-requests',
    recalled: true,
  }),
  definition({
    citation: '164.514(a)',
    title: 'De-identification',
    also: ['164.514(b)', '164.514(b)(1)', '164.514(b)(2)', '164.514(c)'],
    meaning:
      'Information is no longer PHI when an expert finds the risk of recognizing somebody very small, or when 18 kinds of identifiers are gone and you know of no way to tell who it is.',
    guidance:
      'A detector that finds no identifier does not prove de-identification. Removing names alone does not do it either.',
    recalled: true,
  }),
  duty({
    citation: '164.514(d)',
    title: 'Putting minimum necessary into practice',
    parent: '164.502(b)',
    meaning:
      'Name the groups of staff who need PHI and what each group needs. Have standing limits for routine disclosures and look at the others one by one.',
    guidance: 'Role groups in Entra that match those groups of staff make the rule visible. The list is yours.',
    program: 'access-reviews',
    recalled: true,
  }),
  duty({
    citation: '164.520',
    title: 'Notice of privacy practices',
    meaning: 'Patients get a notice of what is done with their information and of their rights.',
    guidance:
      'Keep each version with the dates on which it was in use. Content on substance use disorder records was to be brought in by February 16, 2026; have counsel confirm your text.',
    program: 'policies',
    recalled: true,
  }),
  duty({
    citation: '164.522(a)',
    title: 'Requests for restriction',
    meaning:
      'Patients may ask for limits on what is used or shared. You may refuse, but not when the patient paid in full and asks that the health plan is not told, unless law demands it.',
    guidance: 'A restriction that was agreed has to reach the people who share records.',
    program: 'patient-requests',
    recalled: true,
  }),
  duty({
    citation: '164.522(b)',
    title: 'Confidential communications',
    meaning: 'Reasonable wishes to be reached in another way or at another place are met.',
    guidance: 'Record the wish where staff see it before they write or call.',
    program: 'patient-requests',
    recalled: true,
  }),
  duty({
    citation: '164.524',
    title: 'Access of patients to their records',
    also: ['164.524(a)', '164.524(c)', '164.524(d)'],
    meaning:
      'Patients may see their records and get a copy, in the form they ask for where that is easy to make, for a cost-based fee. A refusal is written, with the reason and, for some grounds, a right to review.',
    guidance:
      'A link for a named person with an end date is a good way to hand over files. Electronic health records go to a third party where the patient directs it in writing.',
    program: 'patient-requests',
    recalled: true,
  }),
  duty({
    citation: '164.524(b)(2)',
    title: 'Time to act on an access request',
    parent: '164.524',
    also: ['164.524(b)'],
    meaning:
      'Act within 30 days of the request. One extension of up to 30 days is possible, with the reason and the new date in writing.',
    guidance: 'State law can be shorter (Texas: 15 business days for electronic health records).',
    program: 'patient-requests',
  }),
  duty({
    citation: '164.526',
    title: 'Amendment',
    also: ['164.526(a)', '164.526(b)', '164.526(b)(2)', '164.526(c)', '164.526(d)'],
    meaning:
      'Patients may ask to have their record corrected, and get an answer within 60 days, once extended by up to 30. A correction is added or linked; a refusal gives its reason and lets the patient disagree in writing.',
    guidance:
      'Often sold as a right to deletion: there is none in HIPAA. Nothing is erased by an amendment, and State law usually forbids early deletion.',
    program: 'patient-requests',
  }),
  duty({
    citation: '164.528',
    title: 'Accounting of disclosures',
    also: ['164.528(a)', '164.528(b)', '164.528(c)', '164.528(c)(1)', '164.528(d)'],
    meaning:
      'On request patients get a list of the disclosures of the last six years, within 60 days, once extended by up to 30. Treatment, payment, operations and some other kinds are left out.',
    guidance:
      'Each entry has the date, the recipient, what was disclosed and why. The audit log helps to find disclosures but does not know their purpose.',
    program: 'patient-requests',
    recalled: true,
  }),
  duty({
    citation: '164.530(a)',
    title: 'Privacy official and contact',
    meaning: 'A privacy official and a contact for complaints are named, and that is written down.',
    guidance: 'Required, also in a small practice. One person may hold this and the security role (164.308(a)(2)).',
    program: 'officers',
    recalled: true,
  }),
  duty({
    citation: '164.530(b)',
    title: 'Training on privacy policies',
    meaning:
      'The whole workforce is trained on your policies, as far as the job needs it: new people within a reasonable time, and those whom an important change touches. Keep a record.',
    guidance: 'Yearly training is often called a HIPAA duty. The text sets no yearly interval; it is good policy.',
    program: 'training',
  }),
  duty({
    citation: '164.530(c)',
    title: 'Safeguards for all PHI',
    meaning: 'PHI is protected on paper and in speech as well as on screens.',
    guidance: 'Settings reach ePHI only. Faxes, printouts and talk at the front desk are for people.',
    program: 'attestation',
    recalled: true,
  }),
  duty({
    citation: '164.530(d)',
    title: 'Complaints',
    meaning: 'People can complain, and complaints and how they ended are written down.',
    guidance: 'No setting answers it.',
    program: 'patient-requests',
    recalled: true,
  }),
  duty({
    citation: '164.530(e)',
    title: 'Sanctions under the Privacy Rule',
    meaning: 'Staff who break the privacy policies face sanctions that are applied and recorded.',
    guidance: 'One policy can serve this and 164.308(a)(1)(ii)(C).',
    program: 'policies',
    recalled: true,
  }),
  duty({
    citation: '164.530(f)',
    title: 'Mitigation',
    meaning:
      "Known harm from a wrong use or disclosure, your own or a business associate's, is limited as far as practicable.",
    guidance: 'Ending a share or a session at once is such a step. Record when it was done.',
    program: 'incidents',
    recalled: true,
  }),
  duty({
    citation: '164.530(g)',
    title: 'No retaliation',
    meaning: 'Nobody is punished or threatened for using a right or making a complaint.',
    guidance: 'A sentence in the policy, and conduct that agrees with it.',
    program: 'policies',
    recalled: true,
  }),
  duty({
    citation: '164.530(h)',
    title: 'No waiver of rights',
    meaning: 'Treatment may not depend on a patient giving up the right to complain or other rights under the rule.',
    guidance: 'Look through intake forms for such a sentence.',
    program: 'policies',
    recalled: true,
  }),
  duty({
    citation: '164.530(i)',
    title: 'Privacy policies and their changes',
    meaning: 'Written policies carry out the Privacy Rule and are changed when the law changes.',
    guidance: 'Version, approval and date for each.',
    program: 'policies',
    recalled: true,
  }),
  duty({
    citation: '164.530(j)',
    title: 'Privacy documentation',
    meaning:
      'Policies and required records are kept for six years from their making or from when they were last in force.',
    guidance: 'The same six years as 164.316(b)(2)(i). Patient charts follow State law.',
    program: 'policies',
    recalled: true,
  }),
];

/** How long an answer to a patient may take. Days are calendar days; the extension is given once, in writing. */
export const patientRequestClocks = [
  { request: 'access', citation: '164.524', days: 30, extensionDays: 30, checked: true },
  { request: 'amendment', citation: '164.526', days: 60, extensionDays: 30, checked: true },
  { request: 'accounting', citation: '164.528', days: 60, extensionDays: 30, checked: false },
] as const;

/** Law beside HIPAA that touches the same records. */
export const relatedLaws: readonly (Provenance & { id: string; title: string; meaning: string })[] = [
  {
    id: 'part-2',
    title: '42 CFR Part 2, substance use disorder records',
    meaning:
      'Records of federally assisted programs for substance use disorders have rules of their own on consent, on passing information on and on breaches, now close to HIPAA. Mark the places that hold such records and ask counsel.',
    source: {
      name: '42 CFR Part 2 (eCFR)',
      url: 'https://www.ecfr.gov/current/title-42/chapter-I/subchapter-A/part-2',
    },
    ...recalled,
  },
];
