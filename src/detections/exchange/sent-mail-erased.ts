import { mailboxOf } from '../../core/audit/mailbox.ts';
import { fieldsOf, textOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';

const sends = new Set(['send', 'sendas', 'sendonbehalf']);
const sentItems = /sent items|elementos enviados|[eé]l[eé]ments envoy|gesendete/i;

export const sentMailErased = defineDetection({
  id: 'exchange.sent-mail-erased',
  title: 'Much mail was sent, and then erased from the sent items',
  severity: 'high',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(6)(ii)', '164.312(c)(1)'],
  attack: ['T1070.008', 'T1534'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the owner of the mailbox by phone whether they sent it',
    'If not, reset the password, end all sessions and warn the recipients',
    'Recover the erased messages, and see what they said',
  ],
  falsePositives: ['A mailing by hand that is cleared away afterwards: allow the account with a reason'],
  knownGaps: ['Mailboxes whose license does not record Send', 'Less mail than the parameter says'],
  parameters: {
    messages: { default: 10, tighten: 'lower', title: 'Messages sent, and as many erased, within two hours' },
  },
  operations: [...sends, 'harddelete', 'softdelete', 'movetodeleteditems'],
  recordTypes: [2, 3],
  signal(event, context) {
    if (event.outcome === 'failure' || event.actor.kind === 'system' || context.isServiceAccount(event))
      return undefined;
    const mailbox = textOf(event.raw['MailboxOwnerUPN']) ?? event.actor.name;
    const group = mailbox.toLowerCase();
    if (sends.has(event.op)) return { group, step: 'send', why: `Mail was sent from the mailbox of ${mailbox}` };
    const item = fieldsOf(fieldsOf(event.raw['Item'])?.['ParentFolder']);
    const folders = [...(mailboxOf(event)?.folders ?? []), textOf(item?.['Path']) ?? ''];
    if (!folders.some((path) => sentItems.test(path))) return undefined;
    return { group, step: 'erase', why: `${event.actor.name} sent much mail of ${mailbox} and erased it afterwards` };
  },
  rule: ({ messages }) => ({
    kind: 'sequence',
    steps: [
      { step: 'send', atLeast: messages },
      { step: 'erase', atLeast: messages },
    ],
    withinMinutes: 120,
  }),
  summary: ({ last }) => last,
});
