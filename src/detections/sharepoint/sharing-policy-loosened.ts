import { defineDetection } from '../../core/detection.ts';
import { changesOf, type PropertyChange } from '../../core/audit/changes.ts';
import { yesOf } from '../../core/audit/values.ts';
import { isPersonalSite, isPhiPlace, siteName } from './places.ts';

/** From narrow to wide. Numbers are those of the SharePoint client object model. */
const capabilities = [
  ['disabled', '0', 'off'],
  ['existingexternalusersharingonly', '3'],
  ['externalusersharingonly', '1'],
  ['externaluserandguestsharing', '2', 'anyone'],
];
const linkTypes = [
  ['none', '0'],
  ['direct', 'specificpeople', '1'],
  ['internal', 'organization', '2'],
  ['anonymousaccess', 'anyone', '3'],
];

export const sharingPolicyLoosened = defineDetection({
  id: 'sharepoint.sharing-policy-loosened',
  title: 'A sharing policy of SharePoint or OneDrive was loosened',
  severity: 'high',
  citations: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)', '164.308(a)(1)(ii)(B)'],
  attack: ['T1562.001', 'T1484'],
  incident: 'protection-weakened',
  firstSteps: [
    'Set the sharing policy back',
    'Ask the administrator who changed it, and check that the account is in the right hands',
    'List what was shared since the change',
  ],
  falsePositives: [
    'A planned change for one site without PHI: record the decision and allow that site until a date',
    'A new OneDrive is given the sharing of the organization: that is not told',
  ],
  knownGaps: [
    'Where a change of number has no known direction it counts when it names guests, anyone or outside people',
    'Link settings of a single OneDrive site are not told: a new one always has the record',
  ],
  operations: ['sharingpolicychanged', 'tenantsharingpolicychanged', 'sitesharingpolicychanged'],
  signal(event, context) {
    if (event.actor.kind === 'system' || event.outcome === 'failure') return undefined;
    const site = event.site ?? (event.object?.startsWith('http') ? event.object : undefined);
    const changes = changesOf(event).filter((change) => isLooser(change));
    if (changes.length === 0 || (isPersonalSite(site) && changes.every(({ name }) => /anonymous/i.test(name))))
      return undefined;
    const where = site === undefined || /-admin\./i.test(site) ? 'the organization' : siteName({ ...event, site });
    return {
      group: event.actor.key,
      why: `${event.actor.name} loosened ${[...new Set(changes.map(({ name }) => name))].slice(0, 3).join(', ')} for ${where}`,
      ...(isPhiPlace(site, context) && { severity: 'critical' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

/** Whether a setting now lets more people in. */
function isLooser({ name, old, new: value }: PropertyChange): boolean {
  const [before, after] = [plain(old), plain(value)];
  if (before === after) return false;
  if (/sharingcapability/i.test(name)) return rank(capabilities, after) > rank(capabilities, before);
  if (/sharinglinktype/i.test(name)) return rank(linkTypes, after) > rank(linkTypes, before);
  if (/expir.*days|expirationindays/i.test(name)) {
    // 0 and -1 are never.
    const days = (text: string) => (Number(text) > 0 ? Number(text) : Infinity);
    return /^-?\d+$/.test(after) && days(after) > (before === '' ? 0 : days(before));
  }
  if (/domainrestrictionmode/i.test(name)) return after === 'none' || after === '0';
  if (/(?:file|folder)anonymouslinktype|linkpermission/i.test(name))
    return /edit|^2$/.test(after) && !/edit|^2$/.test(before);
  const on = switched(after);
  if (on === undefined) return false;
  if (/prevent|require|restrict|block|disable|enforce|expire|limit/i.test(name))
    return !on && switched(before) !== false;
  return on && switched(before) !== true && /anonymous|external|guest|anyone|everyone|share|sharing|invite/i.test(name);
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}

function rank(order: readonly (readonly string[])[], word: string): number {
  return order.findIndex((words) => words.includes(word));
}

function switched(text: string): boolean | undefined {
  if (text === 'enabled' || text === 'on') return true;
  return text === 'disabled' || text === 'off' ? false : yesOf(text);
}
