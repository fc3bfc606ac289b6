import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, combine, fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { idOf, identityArgument, isDeclared, matchOf, nameOf } from './identity.ts';
import { type MailFlowRule, encrypts, isEnforced, same } from './mail-flow-rule.ts';

type Connector = SectionData<'outboundConnectors'>[number];

/** Services that add signatures to mail that is routed through them, by the end of their host names. */
const signatureServices = [
  'exclaimer.net',
  'codetwo.online',
  'crossware.co.nz',
  'crossware365.com',
  'letsignit.com',
  'opensense.com',
  'rocketseed.com',
  'symprex.com',
  'templafy.com',
  'wisestamp.com',
  'xink.io',
];

const changesBody = (rule: MailFlowRule) =>
  Boolean(rule.applyHtmlDisclaimerText) || Boolean(rule.applyHtmlDisclaimerLocation);

/** Messages that are encrypted already are left alone. */
const sparesEncrypted = (rule: MailFlowRule) =>
  /encrypted|permissioncontrolled/i.test(rule.exceptIfMessageTypeMatches ?? '');

/** One never sees the mail of the other: one is for mail from outside or inside the organization only. */
function apart(encrypting: MailFlowRule, other: MailFlowRule): boolean {
  const outgoing = same(encrypting.sentToScope, 'NotInOrganization');
  return outgoing && (same(other.fromScope, 'NotInOrganization') || same(other.sentToScope, 'InOrganization'));
}

/** Up to five that hold: enough to name, however many rules there are. */
function firstFew(rules: readonly MailFlowRule[], holds: (rule: MailFlowRule) => boolean): MailFlowRule[] {
  const found: MailFlowRule[] = [];
  for (const rule of rules) {
    if (holds(rule)) found.push(rule);
    if (found.length === 5) break;
  }
  return found;
}

/** Body-changing rules that run on a message after a rule has encrypted it. Without a priority the order is not known. */
function late(rules: readonly MailFlowRule[], { takenAt, declared }: Context) {
  const active = rules.filter((rule) => isEnforced(rule, takenAt));
  const encrypting = active
    .filter((rule) => encrypts(rule) && rule.stopRuleProcessing !== true)
    .toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  const changing = active.filter(
    (rule) => changesBody(rule) && !sparesEncrypted(rule) && !isDeclared(rule, declared.policies),
  );
  return {
    encrypting: active.filter(encrypts),
    changing,
    late: changing.flatMap((rule) => {
      const before = firstFew(
        encrypting,
        (first) => first !== rule && !apart(first, rule) && (first.priority ?? 0) < (rule.priority ?? 0),
      );
      return before[0] ? [{ rule, first: before[0].priority ?? 0, before }] : [];
    }),
    orderKnown: [...encrypting, ...changing].every((rule) => typeof rule.priority === 'number'),
  };
}

function orderVerdict(rules: readonly MailFlowRule[], context: Context): Verdict {
  const found = late(rules, context);
  if (found.encrypting.length === 0) return notApplicable('No mail flow rule encrypts mail.');
  const evidence = (rule: MailFlowRule, actual: string): Evidence => ({
    id: idOf(rule),
    name: nameOf(rule),
    expected: 'Runs before the rule that encrypts',
    actual,
    readFrom: 'transportRules.priority',
  });
  if (!found.orderKnown && found.changing.length > 0)
    return unknown("Can't tell the order of the mail flow rules: the source does not hold their priority.");
  if (found.late.length === 0) {
    return pass(
      'No mail flow rule changes a message after it is encrypted.',
      found.encrypting.map((rule) => evidence(rule, `Encrypts, priority ${rule.priority}`)),
    );
  }
  return fail(
    `${found.late.length === 1 ? 'A mail flow rule changes' : `${found.late.length} mail flow rules change`} messages after they are encrypted.`,
    found.late.map(({ rule, before }) =>
      evidence(
        rule,
        `Adds text with priority ${rule.priority}, after ${before.map((first) => `${nameOf(first)} (${first.priority})`).join(', ')}`,
      ),
    ),
    {
      wouldPassIf: `${found.late.map(({ rule }) => nameOf(rule)).join(', ')} runs before the rules that encrypt, or leaves encrypted messages out.`,
    },
  );
}

interface Route {
  evidence: Evidence;
  hosts: string[];
}

const hostsOf = (connector: Connector | undefined) =>
  (connector?.smartHosts ?? []).map((host) => host.replace(/^\[|\]$/g, '').toLowerCase());

/** Rules and connectors that send mail through somebody else's servers before it leaves. */
function routes(
  rules: readonly MailFlowRule[],
  connectors: readonly Connector[],
  { takenAt, declared }: Context,
): Route[] {
  const expected = 'Leaves encrypted messages out';
  const byRule = rules
    .filter(
      (rule) =>
        isEnforced(rule, takenAt) &&
        rule.routeMessageOutboundConnector &&
        !sparesEncrypted(rule) &&
        !isDeclared(rule, declared.policies),
    )
    .map((rule): Route => {
      const wanted = rule.routeMessageOutboundConnector ?? '';
      const hosts = hostsOf(
        connectors.find((entry) => [entry.name, entry.identity, entry.guid].some((key) => same(key, wanted))),
      );
      const actual = `Routes mail through ${hosts.join(', ') || wanted}`;
      return {
        hosts,
        evidence: {
          id: idOf(rule),
          name: nameOf(rule),
          expected,
          actual,
          readFrom: 'transportRules.routeMessageOutboundConnector',
        },
      };
    });
  const forEverything = connectors
    .filter(
      (connector) =>
        connector.enabled !== false &&
        connector.isTransportRuleScoped !== true &&
        (connector.recipientDomains ?? []).includes('*') &&
        hostsOf(connector).length > 0 &&
        !isDeclared(connector, declared.policies),
    )
    .map((connector): Route => {
      const hosts = hostsOf(connector);
      return {
        hosts,
        evidence: {
          id: idOf(connector),
          name: nameOf(connector),
          expected,
          actual: `Routes all mail through ${hosts.join(', ')}`,
          readFrom: 'outboundConnectors.smartHosts',
        },
      };
    });
  return [...byRule, ...forEverything];
}

const isSignatureService = (host: string) =>
  signatureServices.some((known) => host === known || host.endsWith(`.${known}`));

function routeVerdict(
  rules: readonly MailFlowRule[],
  connectors: readonly Connector[] | undefined,
  context: Context,
): Verdict {
  const found = routes(rules, connectors ?? [], context);
  const shown = (list: readonly Route[]) => list.map(({ evidence }) => evidence);
  const wouldPassIf = (list: readonly Route[]) =>
    `${shown(list)
      .map(({ name }) => name)
      .join(', ')} leaves encrypted messages out, or if you declare it with a reason.`;
  const signing = found.filter(({ hosts }) => hosts.some(isSignatureService));
  if (signing.length > 0)
    return fail('Encrypted mail is routed through an outside signature service.', shown(signing), {
      wouldPassIf: wouldPassIf(signing),
    });
  if (found.length > 0)
    return unknown(
      "Can't tell whether the outside service that mail is routed through changes encrypted messages.",
      shown(found),
      { wouldPassIf: wouldPassIf(found) },
    );
  if (!connectors)
    return unknown(
      "Can't tell whether mail is routed through an outside service: the outbound connectors were not read.",
    );
  return pass('No encrypted mail is routed through an outside service.');
}

export const encryptedMailUnaltered = defineControl({
  id: 'exchange.encrypted-mail-unaltered',
  title: 'Nothing changes a message after it is encrypted',
  finding: 'A signature or disclaimer changes messages after they are encrypted',
  severity: 'medium',
  rationale:
    'A disclaimer or signature that is added after encryption breaks the protection: the message arrives damaged, in a readable wrapper, or not at all. A signature service outside also sees every message and needs a business associate agreement.',
  citations: ['164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/exchange/security-and-compliance/mail-flow-rules/disclaimers-signatures-footers-or-headers',
    },
  ],
  aliases: ['X-05'],
  reads: ['transportRules.state', 'transportRules.mode', 'transportRules.applyRightsProtectionTemplate'],
  mayRead: ['outboundConnectors'],
  evaluate({ transportRules, outboundConnectors }, context) {
    if (
      transportRules.some(
        (rule) => rule.applyHtmlDisclaimerText === undefined && rule.applyHtmlDisclaimerLocation === undefined,
      )
    ) {
      return unknown("Can't tell: the source does not hold what the mail flow rules add to messages.");
    }
    const order = orderVerdict(transportRules, context);
    const route = routeVerdict(transportRules, outboundConnectors, context);
    return route.outcome === 'pass' && order.outcome === 'not-applicable' ? order : combine({ order, route });
  },
  attest: {
    question: 'Does the outside service that mail is routed through leave encrypted messages unchanged?',
    proof:
      "The service's own statement or a test message that arrived encrypted, and the business associate agreement with it.",
    validDays: 365,
  },
  remediation: {
    fix: 'Add signatures and disclaimers before encryption',
    steps: [
      'Open the Exchange admin center, Mail flow, Rules.',
      'Move each rule that adds text above the rules that encrypt.',
      'In a rule that routes mail to a signature service add the exception: the message type is Encrypted or Permission controlled.',
    ],
    script: ['Set-TransportRule -Identity <rule that adds text> -Priority <priority of the first rule that encrypts>'],
  },
  changes({ transportRules, outboundConnectors }, context) {
    if (routeVerdict(transportRules, outboundConnectors, context).outcome !== 'pass') return [];
    return late(transportRules, context).late.map(({ rule, first }) => ({
      section: 'transportRules' as const,
      operation: 'set' as const,
      match: matchOf(rule),
      values: { priority: first },
      call: `Set-TransportRule -Identity ${identityArgument(rule)} -Priority ${first}`,
      summary: `Run mail flow rule ${nameOf(rule)} before encryption`,
      notice: 'Nobody notices. The other rules move down by one.',
      undo: 'restore' as const,
    }));
  },
  knownGaps: [
    'Text that Outlook adds on the device, and encryption by labels, S/MIME or DLP rules, is not compared with the order of the rules.',
    'Which message type a service exempts by a header is not read.',
  ],
  assumed: [
    'The host names of signature services are from general knowledge.',
    'ExceptIfMessageTypeMatches holds Encrypted or PermissionControlled when encrypted messages are left out.',
  ],
});
