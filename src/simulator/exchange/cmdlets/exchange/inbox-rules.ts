import { plainText } from '../../../../core/shape.ts';
import type { State } from '../../../state.ts';
import type { Entity } from '../../../store.ts';
import {
  type ParameterKind,
  type Parameters,
  defineCmdlet,
  exchangeWriters,
  multivalued,
  objectNotFound,
  readers,
} from '../../cmdlet.ts';
import { named } from '../../noun.ts';

const collection = 'inboxRules';
const addresses = ['PrimarySmtpAddress', 'UserPrincipalName', 'Alias', 'ExternalDirectoryObjectId', 'LegacyExchangeDN'];
const owner = ['Guid', 'Identity', 'Name', 'DisplayName', ...addresses];

const settings: Readonly<Record<string, ParameterKind>> = {
  BodyContainsWords: 'texts',
  DeleteMessage: 'flag',
  ForwardAsAttachmentTo: 'texts',
  ForwardTo: 'texts',
  From: 'texts',
  MarkAsRead: 'flag',
  MoveToFolder: 'text',
  Priority: 'number',
  RedirectTo: 'texts',
  StopProcessingRules: 'flag',
  SubjectContainsWords: 'texts',
};

/** What every rule has when nobody set it. */
const unset = Object.fromEntries(
  Object.entries(settings).map(([name, kind]) => [name, kind === 'flag' ? false : null]),
);

/** The rules of one mailbox. An app has no mailbox of its own: it names one, or puts it before the rule's name. */
function rulesOf(state: State, parameters: Parameters): { mailbox: Entity; rules: Entity[] } {
  const identity = plainText(parameters['Identity']);
  const name = parameters['Mailbox'] ?? identity.slice(0, Math.max(0, identity.lastIndexOf('\\')));
  const mailbox = named({ keys: addresses }, state.list('mailboxes'), name);
  const names = new Set(owner.map((key) => plainText(mailbox[key]).toLowerCase()).filter((key) => key !== ''));
  const isOwn = (rule: Entity): boolean =>
    names.has(plainText(rule['MailboxOwnerId']).toLowerCase()) ||
    names.has(
      plainText(rule['Identity'])
        .replace(/\\[^\\]*$/, '')
        .toLowerCase(),
    );
  return { mailbox, rules: state.list(collection).filter(isOwn) };
}

/** `mailbox\number` by any name of the mailbox, the number alone, or the rule's name. */
function theRule(state: State, parameters: Parameters): Entity {
  const wanted = plainText(parameters['Identity']).toLowerCase();
  const { rules } = rulesOf(state, parameters);
  const last = wanted.slice(wanted.lastIndexOf('\\') + 1);
  const found =
    rules.find((rule) => plainText(rule['Identity']).toLowerCase() === wanted) ??
    rules.find((rule) =>
      [rule['RuleIdentity'], rule['Name'], plainText(rule['Identity']).replace(/^.*\\/s, '')].some(
        (key) => plainText(key).toLowerCase() === last,
      ),
    );
  if (!found) throw objectNotFound(plainText(parameters['Identity']));
  return found;
}

function merged(before: Entity, parameters: Parameters): Entity {
  const after: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(parameters))
    if (name in settings || name === 'Name')
      after[name] = settings[name] === 'texts' ? multivalued(before[name], value) : value;
  return after;
}

function toggled(verb: 'Enable' | 'Disable') {
  return defineCmdlet({
    name: `${verb}-InboxRule`,
    host: 'exchange',
    roles: exchangeWriters,
    parameters: { Identity: 'text', Mailbox: 'text', AlwaysDeleteOutlookRulesBlob: 'switch', Force: 'switch' },
    required: ['Identity'],
    run({ state }, parameters) {
      state.patch(collection, plainText(theRule(state, parameters)['Identity']), { Enabled: verb === 'Enable' });
    },
  });
}

/** The rules that people have in their mailboxes. */
export const inboxRules = [
  defineCmdlet({
    name: 'Get-InboxRule',
    host: 'exchange',
    roles: readers,
    parameters: {
      Identity: 'text',
      Mailbox: 'text',
      IncludeHidden: 'flag',
      BypassScopeCheck: 'switch',
      DescriptionTimeFormat: 'text',
    },
    run: ({ state }, parameters) =>
      parameters['Identity'] === undefined ? rulesOf(state, parameters).rules : [theRule(state, parameters)],
  }),
  defineCmdlet({
    name: 'Set-InboxRule',
    host: 'exchange',
    roles: exchangeWriters,
    parameters: { Identity: 'text', Mailbox: 'text', Name: 'text', Force: 'switch', ...settings },
    required: ['Identity'],
    run({ state }, parameters) {
      const before = theRule(state, parameters);
      state.put(collection, plainText(before['Identity']), merged(before, parameters));
    },
  }),
  defineCmdlet({
    name: 'New-InboxRule',
    host: 'exchange',
    roles: exchangeWriters,
    parameters: { Name: 'text', Mailbox: 'text', Force: 'switch', ...settings },
    required: ['Name'],
    run({ state }, parameters) {
      const { mailbox, rules } = rulesOf(state, parameters);
      // Exchange gives each rule a number of twenty digits.
      const number = String(10_000_000_000_000_000_000n + BigInt(rules.length) + 1n);
      const identity = `${plainText(mailbox['Identity'])}\\${number}`;
      const rule = merged(
        {
          ...unset,
          Identity: identity,
          RuleIdentity: number,
          MailboxOwnerId: mailbox['Identity'],
          Enabled: true,
          Priority: rules.length + 1,
        },
        parameters,
      );
      state.put(collection, identity, rule);
      return [rule];
    },
  }),
  defineCmdlet({
    name: 'Remove-InboxRule',
    host: 'exchange',
    roles: exchangeWriters,
    parameters: { Identity: 'text', Mailbox: 'text', AlwaysDeleteOutlookRulesBlob: 'switch', Force: 'switch' },
    required: ['Identity'],
    run({ state }, parameters) {
      state.remove(collection, plainText(theRule(state, parameters)['Identity']));
    },
  }),
  toggled('Enable'),
  toggled('Disable'),
];
