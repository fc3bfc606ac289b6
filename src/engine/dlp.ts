import type { ExtractedDocument, UnreadableReason } from '../core/document.ts';
import type { DocumentClass, Inspection, InspectOptions } from '../core/phi.ts';
import { typeCounter } from '../phi/dlp/find-types.ts';
import { type Envelope, type ItemVerdict, judgeItem, strictest } from '../phi/dlp/judge.ts';
import { type Action, type Policy, ladder } from '../phi/dlp/policy.ts';
import type { PreparedPackage } from '../phi/rule-package/prepare.ts';
import { scanLimit } from '../phi/rule-package/run.ts';
import { componentsOf } from './components.ts';

/** What is known of an item beside its content. Domains and labels in small letters. */
export interface ItemFacts {
  path: string;
  name: string;
  sharedOutside?: boolean | undefined;
  recipientDomains: readonly string[];
  senderDomain: string;
  subject: string;
  labels: readonly string[];
}

/** What a policy does to one message or file. No value stands in it. */
export interface DlpVerdict {
  path: string;
  /** `unread`: nothing of it could be read, so nobody knows. */
  action: Action | 'unread';
  tip?: string;
  /** PHI or not by Wardline's own judgement, whatever the policy says; absent where nothing was read. */
  class?: DocumentClass;
  sharedOutside?: boolean;
  /** Some rule would match if what Wardline cannot judge held. */
  undecided: boolean;
  components: (ItemVerdict & { place: string; class: DocumentClass })[];
  /** Of some text only the first megabyte was looked at by types of shapes and words, as Purview does. */
  cut?: true;
  /** Why something of it was not read. */
  unread: readonly UnreadableReason[];
}

export interface DlpOptions {
  policy: Policy;
  packages: readonly PreparedPackage[];
  inspect(text: string, options: InspectOptions): Inspection;
  inspectOptions: InspectOptions;
}

const classOrder: readonly DocumentClass[] = ['NONE', 'HEALTH_ONLY', 'PII_ONLY', 'PHI', 'PHI_SENSITIVE'];

/** Judges one message or file: its body and each attachment by themselves, and the whole by the strictest of them. */
export function judgeDocument(document: ExtractedDocument, facts: ItemFacts, options: DlpOptions): DlpVerdict {
  const { path, sharedOutside } = facts;
  const shared = sharedOutside === undefined ? {} : { sharedOutside };
  const unread = [...new Set(document.gaps.map(({ reason }) => reason))];
  const whole = componentsOf(document);
  const read = whole.filter(({ text, gaps, place }) => text !== '' || (place === '' && gaps.length === 0));
  if (read.every(({ text }) => text === '') && document.gaps.length > 0)
    return { path, action: 'unread', ...shared, undecided: true, components: [], unread };
  const components = read.map(({ place, name, text }) => {
    const inspection = options.inspect(text, options.inspectOptions);
    const counter = typeCounter(text, inspection, options.packages);
    return {
      place,
      class: inspection.judgement.class,
      ...judgeItem(options.policy, envelopeOf(facts, place === '' ? facts.name : name), counter),
    };
  });
  const found = components.reduce<DocumentClass>(
    (worst, one) => (classOrder.indexOf(one.class) > classOrder.indexOf(worst) ? one.class : worst),
    'NONE',
  );
  return {
    path,
    ...strictest(components),
    class: found,
    ...shared,
    undecided:
      document.gaps.length > 0 || components.some(({ rules }) => rules.some(({ outcome }) => outcome === 'undecided')),
    components,
    ...(read.some(({ text }) => text.length > scanLimit) && { cut: true as const }),
    unread,
  };
}

function envelopeOf(facts: ItemFacts, given: string): Envelope {
  const name = given.toLowerCase();
  return { ...facts, name, extension: /\.([^.\s]{1,20})$/.exec(name)?.[1] ?? '' };
}

/** What a policy does to a corpus, in numbers. */
export interface DlpSummary {
  items: number;
  /** Items by the action that they meet. */
  actions: Record<Action | 'unread', number>;
  /** Items that a rule matches. */
  rules: Record<string, number>;
  undecided: number;
  /** Items that hold PHI, may be shared outside, and meet no rule at all. */
  missedPhi: number;
}

export function summarize(verdicts: readonly DlpVerdict[]): DlpSummary {
  const actions = Object.fromEntries([...ladder, 'unread'].map((action) => [action, 0])) as DlpSummary['actions'];
  const rules: Record<string, number> = {};
  for (const { action, components } of verdicts) {
    actions[action]++;
    const matched = components.flatMap((one) =>
      one.rules.filter(({ outcome }) => outcome === 'match').map(({ rule }) => rule),
    );
    for (const rule of new Set(matched)) rules[rule] = (rules[rule] ?? 0) + 1;
  }
  return {
    items: verdicts.length,
    actions,
    rules,
    undecided: verdicts.filter(({ undecided }) => undecided).length,
    missedPhi: verdicts.filter(isMissed).length,
  };
}

/** Whether an item holds PHI by Wardline's own judgement, goes outside as far as is known, and no rule holds or may hold. */
export function isMissed(verdict: DlpVerdict): boolean {
  const phi = verdict.class === 'PHI' || verdict.class === 'PHI_SENSITIVE';
  return phi && verdict.sharedOutside !== false && verdict.components.every(({ rules }) => rules.length === 0);
}
