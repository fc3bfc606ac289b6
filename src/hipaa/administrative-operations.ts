import { type Provision, provisionsOf } from './provision.ts';

const { standard, standardAlone, required, addressable } = provisionsOf('security', 'administrative');

/** 164.308(a)(5) to (b): training, incidents, emergencies, evaluation, business associates. */
export const administrativeOperations: readonly Provision[] = [
  standard({
    citation: '164.308(a)(5)(i)',
    title: 'Security awareness and training',
    meaning: 'Everybody in the workforce, management included, learns how to keep ePHI safe and is kept aware of it.',
    guidance:
      'No setting trains people. Yearly courses are good policy, but the text sets no interval; some States do (Texas: within 90 days of hire).',
    program: 'training',
  }),
  addressable({
    citation: '164.308(a)(5)(ii)(A)',
    title: 'Security reminders',
    parent: '164.308(a)(5)(i)',
    meaning: 'Short security news reaches staff from time to time, for example when a new kind of phishing goes round.',
    guidance:
      'Warnings on outside mail, safety tips, DLP policy tips and attack simulation remind people when it counts. Keep a dated copy of what you sent.',
    program: 'training',
    settingsHelp: true,
  }),
  addressable({
    citation: '164.308(a)(5)(ii)(B)',
    title: 'Protection from malicious software',
    parent: '164.308(a)(5)(i)',
    meaning: 'Harmful software is kept out, noticed and reported.',
    guidance:
      'Filters for mail, links, attachments and files, and protection on devices, do most of it. Staff need to know how to report what slips through.',
  }),
  addressable({
    citation: '164.308(a)(5)(ii)(C)',
    title: 'Log-in monitoring',
    parent: '164.308(a)(5)(i)',
    meaning: 'Sign-in attempts are watched and odd ones are reported.',
    guidance:
      'Entra logs sign-ins for a limited number of days and can react to risky ones by itself with the right license. An alert that reaches nobody is no monitoring.',
  }),
  addressable({
    citation: '164.308(a)(5)(ii)(D)',
    title: 'Password management',
    parent: '164.308(a)(5)(i)',
    meaning: 'There are rules for making, changing and protecting passwords.',
    guidance:
      'Blocked weak passwords and sign-in without passwords serve it better than forced changes. The rule does not name multifactor authentication; it demands proof of identity (164.312(d)), and MFA is the usual way to give it.',
  }),
  standard({
    citation: '164.308(a)(6)(i)',
    title: 'Security incident procedures',
    meaning: 'You know beforehand what you will do when something goes wrong.',
    guidance: 'Alerts can start the work. The procedure, the roles and the phone numbers have to exist on paper.',
    program: 'incidents',
  }),
  required({
    citation: '164.308(a)(6)(ii)',
    title: 'Response and reporting',
    parent: '164.308(a)(6)(i)',
    meaning:
      'Incidents, suspected ones too, are recognized, answered, limited in their harm and written down with their outcome. That holds as well for one that turns out to be no breach.',
    guidance:
      'Alerts, the audit log and the means to stop a session or a share are in Microsoft 365. Judging what happened, and whether it is a breach (164.402), is for people.',
    program: 'incidents',
    settingsHelp: true,
  }),
  standard({
    citation: '164.308(a)(7)(i)',
    title: 'Contingency plan',
    meaning: 'You are prepared for fire, flood, failure or ransomware that damages systems with ePHI.',
    guidance: 'Microsoft keeps its service running; that is not a plan for your own bad day. The plan is yours.',
    program: 'contingency',
  }),
  required({
    citation: '164.308(a)(7)(ii)(A)',
    title: 'Data backup plan',
    parent: '164.308(a)(7)(i)',
    meaning: 'Exact copies of ePHI exist and can be brought back.',
    guidance:
      'Versions, recycle bins and retention help after a slip, but they are not a tested backup. Use Microsoft 365 Backup or another product, and restore from it as a test.',
    program: 'contingency',
    settingsHelp: true,
  }),
  required({
    citation: '164.308(a)(7)(ii)(B)',
    title: 'Disaster recovery plan',
    parent: '164.308(a)(7)(i)',
    meaning: 'There is a written way to bring lost data back.',
    guidance:
      'Restore points in OneDrive and SharePoint reach back a limited time. Write down who restores what, in which order and from where.',
    program: 'contingency',
  }),
  required({
    citation: '164.308(a)(7)(ii)(C)',
    title: 'Emergency mode operation plan',
    parent: '164.308(a)(7)(i)',
    meaning: 'The work that protects ePHI goes on while you run in emergency mode.',
    guidance:
      'Emergency access accounts are one part. How patients are treated and records kept while systems are down is decided by you.',
    program: 'contingency',
  }),
  addressable({
    citation: '164.308(a)(7)(ii)(D)',
    title: 'Testing and revision procedures',
    parent: '164.308(a)(7)(i)',
    meaning: 'The emergency plans are tried out from time to time and corrected.',
    guidance:
      'A restore drill with its date, what was restored and how long it took is the proof. No setting gives it.',
    program: 'contingency',
  }),
  addressable({
    citation: '164.308(a)(7)(ii)(E)',
    title: 'Applications and data criticality analysis',
    parent: '164.308(a)(7)(i)',
    meaning: 'You know which systems and data matter most, so that they come back first.',
    guidance:
      'A list of sites, mailboxes and apps can be drawn from the tenant. The ranking is a decision of the clinic.',
    program: 'contingency',
  }),
  standardAlone({
    citation: '164.308(a)(8)',
    title: 'Evaluation',
    meaning:
      'From time to time, and when something important changes, check by technical and other means whether you still meet the rule.',
    guidance:
      'An assessment with Wardline is the technical part for Microsoft 365. HHS issues no certificate, and no product makes anybody "HIPAA certified".',
    program: 'risk-analysis',
    settingsHelp: true,
  }),
  standard({
    citation: '164.308(b)(1)',
    title: 'Business associate contracts and other arrangements',
    also: ['164.308(b)(2)'],
    meaning:
      'Before an outside party handles ePHI for you, obtain its assurance that it will protect it. A business associate does the same with its subcontractors.',
    guidance:
      'Apps, guests and forwarding show which outside parties can reach your data. Which of them are business associates is a decision to record; not every consultant is one.',
    program: 'agreements',
    settingsHelp: true,
  }),
  required({
    citation: '164.308(b)(3)',
    title: 'Written contract or other arrangement',
    parent: '164.308(b)(1)',
    meaning: 'The assurance stands in a contract, or an arrangement of equal value, that meets 164.314(a).',
    guidance:
      "Microsoft's agreement applies by default through the Product Terms and the Data Protection Addendum, so there is usually nothing to countersign. Record the version, its date and the services in scope. Consumer OneDrive is never covered.",
    program: 'agreements',
    settingsHelp: true,
  }),
];
