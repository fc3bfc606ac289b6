import type { UnreadableReason } from '../core/document.ts';
import type { DocumentClass } from '../core/phi.ts';
import type { DlpVerdict } from './dlp.ts';

/** One place where a rule would hit: what was found of which types, never the value. */
export interface PreviewSample {
  rule: string;
  path: string;
  /** Attachment, or empty for the item itself. */
  place: string;
  class: DocumentClass;
  found: readonly { type: string; count: number; confidence: number }[];
}

/** What one rule would hit. */
export interface RulePreview {
  rule: string;
  /** Items that it matches: the number that `dlp simulate` gives for the rule. */
  hits: number;
  /** Of these, by Wardline's own judgement of the item. */
  classes: Partial<Record<DocumentClass, number>>;
  /** Items that it would match if what cannot be judged held. */
  undecided: number;
  samples: readonly PreviewSample[];
}

export interface Preview {
  items: number;
  /** Items that any rule matches. */
  hits: number;
  /** Items that hold PHI by Wardline's own judgement and that no rule matches. */
  phiWithoutHit: number;
  rules: readonly RulePreview[];
  unread: Partial<Record<UnreadableReason, number>>;
}

/** What rules would hit, from the verdicts on real files. `names` are the rules, so that one without a hit is shown too. */
export function previewOf(verdicts: readonly DlpVerdict[], names: readonly string[], samples = 5): Preview {
  const matching = (verdict: DlpVerdict, rule?: string) =>
    verdict.components.some(({ rules }) =>
      rules.some((one) => one.outcome === 'match' && (rule === undefined || one.rule === rule)),
    );
  const unread: Preview['unread'] = {};
  for (const { unread: reasons } of verdicts) for (const reason of reasons) unread[reason] = (unread[reason] ?? 0) + 1;
  const isPhi = ({ class: found }: DlpVerdict) => found === 'PHI' || found === 'PHI_SENSITIVE';
  return {
    items: verdicts.length,
    hits: verdicts.filter((verdict) => matching(verdict)).length,
    phiWithoutHit: verdicts.filter((verdict) => isPhi(verdict) && !matching(verdict)).length,
    rules: names.map((rule): RulePreview => {
      const hit = verdicts.filter((verdict) => matching(verdict, rule));
      const open = verdicts.filter(
        (verdict) =>
          !matching(verdict, rule) && verdict.components.some(({ rules }) => rules.some((one) => one.rule === rule)),
      );
      const classes: RulePreview['classes'] = {};
      for (const { class: found = 'NONE' } of hit) classes[found] = (classes[found] ?? 0) + 1;
      return {
        ...{ rule, hits: hit.length, classes, undecided: open.length },
        samples: hit.slice(0, samples).flatMap((verdict) => samplesOf(verdict, rule).slice(0, 1)),
      };
    }),
    unread,
  };
}

function samplesOf({ path, components }: DlpVerdict, rule: string): PreviewSample[] {
  return components.flatMap(({ place, class: found, rules }) =>
    rules
      .filter((one) => one.rule === rule && one.outcome === 'match')
      .map(({ evidence }) => ({
        ...{ rule, path, place, class: found },
        found: evidence.map(({ type, count, confidence }) => ({ type, count, confidence })),
      })),
  );
}
