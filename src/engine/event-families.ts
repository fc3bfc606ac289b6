import type { FeedName } from '../core/audit-feed.ts';
import { daysBetween } from '../core/clock.ts';
import type { License } from '../core/license.ts';

/** A family of events that tell who came near to patients' information, and where they come from. */
export interface EventFamily {
  id: string;
  title: string;
  feed: FeedName;
  /** Without it nothing of the family is logged. */
  license?: License;
  /** Names in lower case, as the index has them. */
  operations: readonly string[];
}

/** Operations by the schema of the Office 365 Management Activity API, in the spellings that occur. */
export const eventFamilies: readonly EventFamily[] = [
  {
    id: 'mailbox-access',
    title: 'Access to mailboxes',
    feed: 'unified.exchange',
    operations: ['mailitemsaccessed', 'messagebind', 'folderbind', 'sendas', 'sendonbehalf', 'mailboxlogin'],
  },
  {
    id: 'files',
    title: 'Access to files and sharing',
    feed: 'unified.sharepoint',
    operations: [
      ...['fileaccessed', 'filepreviewed', 'filedownloaded', 'filesyncdownloadedfull', 'sharingset'],
      ...['sharinginvitationcreated', 'anonymouslinkcreated', 'companylinkcreated', 'securelinkcreated'],
      'addedtosecurelink',
    ],
  },
  {
    id: 'labels',
    title: 'Changes of sensitivity labels',
    feed: 'unified.general',
    license: 'purview-labels',
    operations: [
      ...['sensitivitylabelapplied', 'sensitivitylabelupdated', 'sensitivitylabelremoved', 'sensitivitylabelchanged'],
      ...['filesensitivitylabelapplied', 'filesensitivitylabelchanged', 'filesensitivitylabelremoved'],
    ],
  },
  {
    id: 'dlp',
    title: 'DLP matches and overrides',
    feed: 'unified.dlp',
    license: 'purview-dlp',
    operations: ['dlprulematch', 'dlpruleundo', 'dlpinfo'],
  },
  {
    id: 'ediscovery',
    title: 'eDiscovery searches and exports',
    feed: 'unified.general',
    operations: [
      ...['searchcreated', 'searchstarted', 'searchexported', 'searchpreviewed', 'viewedsearchexported', 'caseadded'],
      ...['holdcreated', 'new-compliancesearch', 'new-compliancesearchaction'],
    ],
  },
  {
    id: 'roles',
    title: 'Assignments of admin roles',
    feed: 'unified.entra',
    operations: [
      ...['add member to role', 'add eligible member to role', 'remove member from role', 'add-rolegroupmember'],
      'new-managementroleassignment',
    ],
  },
];

const byOperation = new Map(eventFamilies.flatMap(({ id, operations }) => operations.map((op) => [op, id] as const)));

/** What else is worth counting apart: how people came in, and what they did to files. */
const others: Readonly<Record<string, RegExp>> = {
  'sign-ins': /^(?:user|serviceprincipal)log(?:gedin|infailed)$/,
  'file-changes':
    /^(?:file|folder)(?:uploaded|modified|deleted|moved|renamed|copied|recycled|restored|checkedin|checkedout|syncuploadedfull|malwaredetected)/,
  mail: /^(?:send|create|update|move|movetodeleteditems|softdelete|harddelete|new-inboxrule|set-inboxrule|updateinboxrules)$/,
};

/** The family that an operation (lower case) is counted under; undefined for all that nobody watches. */
export function familyOf(operation: string): string | undefined {
  return byOperation.get(operation) ?? Object.keys(others).find((family) => others[family]!.test(operation));
}

/** Days without an event after which a family is in doubt. */
const quietDays = 7;

export interface FamilyStanding {
  family: string;
  title: string;
  feed: FeedName;
  /** `on`: its feed is collected. */
  collected: boolean;
  licensed: 'yes' | 'no' | 'unknown' | 'not needed';
  lastEventAt?: string;
  warning?: string;
}

/** How a family stands: is it collected, licensed, and when was its last event. */
export function familyStanding(
  { id, title, feed, license }: EventFamily,
  given: { collected: boolean; licensed: boolean | undefined; lastEventAt?: string },
  now: string,
): FamilyStanding {
  const { collected, lastEventAt } = given;
  const held = given.licensed === undefined ? 'unknown' : given.licensed ? 'yes' : 'no';
  const licensed = license === undefined ? 'not needed' : held;
  const quiet = lastEventAt === undefined || daysBetween(lastEventAt, now) >= quietDays;
  const warning = !collected
    ? 'Its feed is not collected: see wardline audit feeds'
    : licensed === 'no'
      ? 'The tenant has no license for it: nothing of it is logged'
      : quiet
        ? `No event for ${lastEventAt === undefined ? 'as long as the log is kept' : `${daysBetween(lastEventAt, now)} days`}: see whether it is logged`
        : undefined;
  return {
    ...{ family: id, title, feed, collected, licensed },
    ...(lastEventAt !== undefined && { lastEventAt }),
    ...(warning !== undefined && { warning }),
  };
}
