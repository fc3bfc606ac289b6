import { numberOf, textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';

/** 4 block page overridden, 5 waiting page overridden. Source: Office 365 Management Activity API schema, URLClickAction. */
const through = new Set([4, 5]);

export const maliciousLinkOpened = defineDetection({
  id: 'defender.malicious-link-opened',
  title: 'Somebody went past a warning to a malicious page',
  severity: 'high',
  citations: ['164.308(a)(5)(ii)(B)', '164.308(a)(6)(ii)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1566.002', 'T1204.001'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the person whether they gave a password or opened a file there',
    'If so, reset the password, end all sessions and check the computer',
    'Take the message with the link out of all mailboxes',
  ],
  falsePositives: ['A page that Microsoft took for malicious by mistake: report it, and note who looked'],
  knownGaps: ['Links opened outside Office, Outlook and Teams', 'Pages that were harmless when they were opened'],
  operations: ['tiurlclickdata', 'urlclick'],
  signal(event) {
    const action = event.raw['URLClickAction'] ?? event.raw['UrlClickAction'];
    const isThrough =
      through.has(numberOf(action) ?? -1) ||
      /override|clickedthrough|clickthrough|clickedeventhough/i.test(textOf(action) ?? '');
    if (!isThrough) return undefined;
    const person = textOf(event.raw['UserId']) ?? event.actor.name;
    return { group: person.toLowerCase(), actor: person, why: `${person} went past the warning to a malicious page` };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
});
