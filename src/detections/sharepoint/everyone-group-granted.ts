import { defineDetection } from '../../core/detection.ts';
import { shareOf } from '../../core/audit/share.ts';
import { isPhiPlace, siteName } from './places.ts';

/** Claims and display names of the groups that hold the whole directory, in the languages of the log's own display names. */
const wholeDirectory =
  /^(?:everyone(?: except external users)?|c:0\(\.s\|true|c:0-\.f\|rolemanager\|spo-grid-all-users\/.*|c:0!\.s\|(?:windows|forms.*)|all users(?: \((?:windows|membership)\))?|jeder(?:, au(?:ß|ss)er externe(?:n)? benutzer(?:n)?| au(?:ß|ss)er externen benutzern)?|todos(?: excepto los usuarios externos| exceto os usuários externos)?|tout le monde(?: sauf les utilisateurs externes)?|tutti(?: tranne gli utenti esterni)?|iedereen(?: behalve externe gebruikers)?)$/i;

export const everyoneGroupGranted = defineDetection({
  id: 'sharepoint.everyone-group-granted',
  title: 'Everybody in the organization was given access',
  severity: 'low',
  citations: ['164.308(a)(4)(ii)(B)', '164.308(a)(3)(i)', '164.312(a)(1)'],
  attack: ['T1098', 'T1213.002'],
  incident: 'insider-access',
  firstSteps: [
    'Find what the site or folder holds',
    'Replace the Everyone group with the group of the people who need it',
    'If it held PHI, list who opened it since the grant',
  ],
  falsePositives: ['An intranet or a notice board is meant for everybody: allow that site.'],
  knownGaps: ['A group of the directory that happens to hold everybody is not known as such.'],
  operations: ['sharingset', 'addedtogroup', 'addedtosecurelink', 'sharinginvitationcreated'],
  signal(event, context) {
    if (event.actor.kind === 'system' || event.outcome === 'failure') return undefined;
    const { target } = shareOf(event);
    if (target === undefined || !wholeDirectory.test(target)) return undefined;
    // "Everyone" alone lets guests in as well.
    const guestsToo = /^(?:everyone|c:0\(\.s\|true)$/i.test(target);
    const phi = isPhiPlace(event.site, context);
    return {
      group: event.actor.key,
      why: `${event.actor.name} gave everybody${guestsToo ? ', guests included,' : ''} access to something on ${siteName(event)}`,
      severity: phi ? (guestsToo ? 'critical' : 'high') : guestsToo ? 'medium' : 'low',
    };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
});
