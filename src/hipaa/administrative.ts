import { type Provision, provisionsOf } from './provision.ts';

const { standard, standardAlone, required, addressable } = provisionsOf('security', 'administrative');

/** 164.308(a)(1) to (a)(4): managing security, who is responsible, who may reach what. */
export const administrative: readonly Provision[] = [
  standard({
    citation: '164.308(a)(1)(i)',
    title: 'Security management process',
    meaning:
      'Have working rules for keeping security problems out, noticing them, limiting the damage and putting things right.',
    guidance:
      'No single setting fulfils it. Regular assessments, findings that are followed up and recorded decisions show that the process is alive; the rules themselves and the person in charge come from you.',
    program: 'policies',
  }),
  required({
    citation: '164.308(a)(1)(ii)(A)',
    title: 'Risk analysis',
    parent: '164.308(a)(1)(i)',
    meaning:
      'Find out, completely and honestly, what could go wrong with the ePHI you hold, wherever it is: mail, chat, laptops, phones, backups, vendors.',
    guidance:
      'The tenant shows where ePHI may lie and which safeguards are missing. How likely and how bad each danger is must be judged by people: a score, a scan or a template that names no real system is not a risk analysis.',
    program: 'risk-analysis',
  }),
  required({
    citation: '164.308(a)(1)(ii)(B)',
    title: 'Risk management',
    parent: '164.308(a)(1)(i)',
    meaning:
      'Bring the risks you found down to a level you can justify: measures, who does them, by when, and a check that they were done.',
    guidance:
      'Most controls here are such measures, and a plan with its approval is the record. Living with a risk is possible, as a dated decision by a named person.',
    program: 'risk-analysis',
    settingsHelp: true,
  }),
  required({
    citation: '164.308(a)(1)(ii)(C)',
    title: 'Sanction policy',
    parent: '164.308(a)(1)(i)',
    meaning: 'Staff who break the security rules face consequences that were written down beforehand and are applied.',
    guidance:
      'Microsoft 365 can supply the facts of a case (audit log, DLP matches). The policy, the fair hearing and the record are yours.',
    program: 'policies',
  }),
  required({
    citation: '164.308(a)(1)(ii)(D)',
    title: 'Information system activity review',
    parent: '164.308(a)(1)(i)',
    meaning: 'Somebody looks through logs, access reports and incident records regularly, not only after a scare.',
    guidance:
      'Auditing has to be on, kept long enough, and alerts have to reach a person. The rule says regularly and names no interval: monthly is a sensible policy, not the law. Keep a dated note of who looked at what.',
    program: 'incidents',
    settingsHelp: true,
  }),
  standardAlone({
    citation: '164.308(a)(2)',
    title: 'Assigned security responsibility',
    meaning: 'One named person answers for the security of ePHI.',
    guidance:
      'Small practices are often told that this is optional: it is required of everyone. A privacy official is required too (164.530(a)); the same person may be both. Microsoft 365 can only hold the contact addresses.',
    program: 'officers',
    settingsHelp: true,
  }),
  standard({
    citation: '164.308(a)(3)(i)',
    title: 'Workforce security',
    meaning: 'Members of the workforce who need ePHI for their job can reach it, and nobody else can.',
    guidance:
      'Groups, roles and sign-in rules in Entra put the decision into effect. Which job needs which records is decided and written down by people.',
    program: 'access-reviews',
  }),
  addressable({
    citation: '164.308(a)(3)(ii)(A)',
    title: 'Authorization and/or supervision',
    parent: '164.308(a)(3)(i)',
    meaning:
      'Before people work with ePHI, or in places where it lies open, somebody allows it or somebody keeps an eye on them.',
    guidance:
      'Approvals for roles in Privileged Identity Management record part of it. Contractors under your direct control count as workforce; other outside firms that handle PHI need a business associate agreement instead.',
    program: 'access-reviews',
  }),
  addressable({
    citation: '164.308(a)(3)(ii)(B)',
    title: 'Workforce clearance procedure',
    parent: '164.308(a)(3)(i)',
    meaning: "Check that each person's access to ePHI is right for that person's work.",
    guidance:
      'Role assignments and access reviews in Entra list who holds what. Whether it is right is a judgment by somebody who knows the job. The text does not demand a background check.',
    program: 'access-reviews',
    settingsHelp: true,
  }),
  addressable({
    citation: '164.308(a)(3)(ii)(C)',
    title: 'Termination procedures',
    parent: '164.308(a)(3)(i)',
    meaning: 'When somebody leaves, or should no longer have access, the access ends.',
    guidance:
      'Entra can block sign-in, end sessions, take away groups and roles and disable devices within minutes. Somebody has to tell IT the same day, and collect keys and laptops.',
    program: 'access-reviews',
    settingsHelp: true,
  }),
  standard({
    citation: '164.308(a)(4)(i)',
    title: 'Information access management',
    meaning: 'Access to ePHI is given in keeping with the Privacy Rule: what the work needs and no more.',
    guidance:
      'Restricted sites, groups by job function and sharing limits carry it out. The rules on who gets what are yours (see minimum necessary, 164.502(b)).',
    program: 'access-reviews',
  }),
  required({
    citation: '164.308(a)(4)(ii)(A)',
    title: 'Isolating health care clearinghouse functions',
    parent: '164.308(a)(4)(i)',
    meaning: 'A clearinghouse that is part of a larger organization shuts its ePHI off from the rest of it.',
    appliesTo: ['clearinghouse'],
    usuallyNotApplicable:
      'It speaks only to a health care clearinghouse inside a larger organization. A clinic or practice runs none; record that once.',
    guidance:
      'Where there is a clearinghouse: sites, groups and administrators of its own. Elsewhere there is nothing to set.',
  }),
  addressable({
    citation: '164.308(a)(4)(ii)(B)',
    title: 'Access authorization',
    parent: '164.308(a)(4)(i)',
    meaning:
      'There is an agreed way in which access to a computer, a program or a process with ePHI is asked for and granted.',
    guidance:
      'Conditional access, group membership and consent to apps are where Microsoft 365 grants access. Who may approve it, and the record of the request, come from you.',
    program: 'access-reviews',
    settingsHelp: true,
  }),
  addressable({
    citation: '164.308(a)(4)(ii)(C)',
    title: 'Access establishment and modification',
    parent: '164.308(a)(4)(i)',
    meaning: 'Access rights are set up, written down, looked through and changed by your own rules.',
    guidance:
      'Access reviews, expiry of guests and rights by group do most of the work. The text names no interval; a monthly review is policy, not law.',
    program: 'access-reviews',
    settingsHelp: true,
  }),
];
