import { type Provision, provisionsOf } from './provision.ts';

const { standard, standardAlone, required } = provisionsOf('security', 'documentation');

/** 164.316. */
export const documentation: readonly Provision[] = [
  standardAlone({
    citation: '164.316(a)',
    title: 'Policies and procedures',
    meaning: 'You have written rules and procedures that fit your organization and meet the Security Rule.',
    guidance:
      'Settings enforce a policy; they are not one. Keep the reason for each important setting with the policy that it serves.',
    program: 'policies',
  }),
  standard({
    citation: '164.316(b)(1)',
    title: 'Documentation',
    also: ['164.316(b)(1)(i)', '164.316(b)(1)(ii)'],
    meaning:
      'The policies exist in writing, on paper or as files, and so do the records of what the rule asks you to do, examine or decide.',
    guidance: 'Assessments, decisions on addressable specifications and incident records belong here.',
    program: 'policies',
  }),
  required({
    citation: '164.316(b)(2)(i)',
    title: 'Time limit',
    parent: '164.316(b)(1)',
    meaning:
      'These documents are kept for six years from their making or from the day they were last in force, whichever is later.',
    guidance:
      "Retention settings and longer audit retention help. The six years are for HIPAA's own documents: how long patient records must be kept is set by State law, and no federal period for charts stands in HIPAA.",
    program: 'policies',
    settingsHelp: true,
  }),
  required({
    citation: '164.316(b)(2)(ii)',
    title: 'Availability',
    parent: '164.316(b)(1)',
    meaning: 'Those who have to follow a procedure can get at its text.',
    guidance:
      'A SharePoint site that all staff can read is a simple way; keep a printed copy for the day the network is down.',
    program: 'policies',
  }),
  required({
    citation: '164.316(b)(2)(iii)',
    title: 'Updates',
    parent: '164.316(b)(1)',
    meaning: 'The documents are looked through from time to time and changed when the surroundings or the work change.',
    guidance: 'The text says periodically; a yearly date is policy. A new Microsoft service is a reason for a look.',
    program: 'policies',
  }),
];
