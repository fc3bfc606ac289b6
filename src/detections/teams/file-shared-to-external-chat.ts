import { defineDetection } from '../../core/detection.ts';
import { fieldsOf, objectsOf, textOf, yesOf } from '../../core/audit/values.ts';
import { outsider } from '../sharepoint/people.ts';
import { membersOf } from './members.ts';

export const fileSharedToExternalChat = defineDetection({
  id: 'teams.file-shared-to-external-chat',
  title: 'A file or a link to one was sent into a chat with outsiders',
  severity: 'medium',
  citations: ['164.312(e)(1)', '164.312(a)(1)', '164.308(b)(1)'],
  attack: ['T1567'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Ask the person what they sent and to whom',
    'Delete the message and end the sharing of the file',
    'If it held PHI and no agreement covers the recipient, start the breach assessment',
  ],
  falsePositives: ['A partner’s staff: declare its domain as a partner once its agreement is signed.'],
  knownGaps: [
    'Records of messages need an advanced audit license',
    'The record does not say what the file holds, and a message without file or link is not told',
  ],
  operations: ['messagesent', 'messagecreatedhaslink', 'messageupdatedhaslink', 'messagecreated'],
  signal(event, context) {
    if (event.actor.kind !== 'user' || !context.isOwn(event.actor.key)) return undefined;
    const info = fieldsOf(event.raw['ParticipantInfo']);
    const foreign = ['HasForeignTenantUsers', 'HasUnauthenticatedUsers'].some((key) => yesOf(info?.[key]) === true);
    const people = membersOf(event).map(({ name, guest }) => outsider(name, guest, context));
    const domains = [info?.['ParticipatingDomains']].flat().flatMap((domain) => textOf(domain) ?? []);
    const others = domains.filter((domain) => context.isOutside(domain) && !context.isApprovedDomain(domain));
    const person = people.find((found) => found !== undefined);
    if (!person && !(foreign && (others.length > 0 || domains.length === 0))) return undefined;
    const links = [event.raw['MessageURLs']].flat().map(textOf).join(' ');
    const files = ['Attachments', 'MessageFiles', 'MessageAttachments'].flatMap((key) => objectsOf(event.raw[key]));
    const ownFile = /\.sharepoint\.(?:com|us)\//i.test(links);
    if (files.length === 0 && !ownFile) return undefined;
    const domain = person?.domain ?? others[0];
    return {
      group: event.actor.key,
      why: `${event.actor.name} sent ${files.length > 0 ? 'a file' : 'a link to a file'} into a chat with ${person?.name ?? domain ?? 'outsiders'}`,
      ...(domain && { domain }),
      ...((person?.consumer || (domain && context.isConsumer(domain))) && { severity: 'high' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
});
