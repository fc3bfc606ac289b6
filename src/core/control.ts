import type { Change } from './change.ts';
import type { License } from './license.ts';
import type { Attestation, Exclusions, Organization } from './organization.ts';
import type { Severity } from './severity.ts';
import type { Cloud, ReadKey, SectionData, SectionName } from './snapshot.ts';
import type { Verdict } from './verdict.ts';

type SectionsOf<R extends ReadKey> = R extends `${infer K}.${string}`
  ? Extract<K, SectionName>
  : Extract<R, SectionName>;
/** The data of the sections that a control lists. Reading one that it does not list does not compile. */
export type Settings<R extends ReadKey, M extends SectionName> = { readonly [K in SectionsOf<R>]: SectionData<K> } & {
  readonly [K in M]: SectionData<K> | undefined;
};

export type ReferenceSource =
  | 'SCuBA'
  | 'CIS'
  | 'Maester'
  | 'Prowler'
  | 'CIPP'
  | 'ORCA'
  | 'EIDSCA'
  | 'Monkey365'
  | 'M365-Assess'
  | 'Microsoft'
  | 'NIST'
  | 'Wardline';

export interface Reference {
  source: ReferenceSource;
  /** SCuBA policy id, CIS number, Maester or Prowler id; for `Microsoft` the page's address. */
  id: string;
  /** SCuBA's own word: shall = mandatory, should = recommended. */
  level?: 'shall' | 'should';
}

/** `lower`/`higher`: a smaller/larger number is stricter; `subset`: fewer entries are stricter; `superset`: more; `on`: true is stricter; `choice`: neither. */
export type Tightening = 'lower' | 'higher' | 'subset' | 'superset' | 'on' | 'choice';

export interface Parameter {
  default: number | boolean | string | readonly string[];
  tighten: Tightening;
  /** What it is, with its unit: "Longest idle time in minutes". */
  title: string;
}

type Widened<T> = T extends number
  ? number
  : T extends boolean
    ? boolean
    : T extends readonly string[]
      ? readonly string[]
      : string;
export type ParameterValues<P extends Record<string, Parameter>> = {
  readonly [K in keyof P]: Widened<P[K]['default']>;
};

/** What a control knows beside the settings. */
export interface Context<P extends Record<string, Parameter> = Record<string, Parameter>> {
  readonly parameters: ParameterValues<P>;
  readonly organization: Organization;
  /** Exclusions declared for this control by the organization or by the source's own configuration, break-glass accounts included in `users`. */
  readonly declared: Required<Omit<Exclusions, 'reason'>>;
  /** The same as declared for other controls or SCuBA policies, where a rule counts those too. */
  declaredFor(...ids: readonly string[]): Required<Omit<Exclusions, 'reason'>>;
  /** A valid attestation of this control, where there is one. */
  readonly attestation?: Attestation;
  readonly tenant: { readonly id: string; readonly name: string; readonly domain?: string; readonly cloud: Cloud };
  /** When the settings were read, ISO 8601 UTC: ages are counted to this moment. */
  readonly takenAt: string;
  /** Whether the tenant has a license; undefined when licenses were not read. */
  licensed(license: License): boolean | undefined;
}

export interface Remediation {
  /** The fix as a command: "Turn off Anyone links". */
  fix: string;
  /** Steps in Microsoft's portal, in the words on its screen. */
  steps: readonly string[];
  /** PowerShell that does the same, one command a line. */
  script?: readonly string[];
}

export interface Control {
  /** `<service>.<file-name>`. */
  readonly id: string;
  /** The good state as a fact: "Anyone links are off in SharePoint". */
  readonly title: string;
  /** The bad state as a fact: "Anyone links are on in SharePoint". */
  readonly finding: string;
  readonly severity: Severity;
  /** Why it matters for PHI, in plain words, one to three sentences. */
  readonly rationale: string;
  readonly citations: readonly string[];
  readonly responsibility: 'microsoft' | 'you' | 'both';
  /** Time an admin needs. */
  readonly effort: 'minutes' | 'hours' | 'days';
  /** How much people notice. */
  readonly userImpact: 'none' | 'low' | 'medium' | 'high';
  /** The attack that it stops is among the most common ones (stolen passwords): it weighs more in the order of fixes. */
  readonly commonAttack?: true;
  readonly references: readonly Reference[];
  /** Former ids and the row of the facts table, so that `controls show ID-01` finds it. */
  readonly aliases: readonly string[];
  /** Without it the outcome is not-licensed. */
  readonly license?: License;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly reads: readonly ReadKey[];
  readonly mayRead: readonly SectionName[];
  evaluate?(settings: Readonly<Record<string, unknown>>, context: Context): Verdict;
  /** The question a person answers where no API can, the proof to keep, and for how long an answer counts. */
  readonly attest?: { question: string; proof: string; validDays: number };
  readonly remediation: Remediation;
  changes?(settings: Readonly<Record<string, unknown>>, context: Context): readonly Change[];
  /** What the judgement cannot see. */
  readonly knownGaps?: readonly string[];
  /** What is recalled from general knowledge and was never held against a live tenant: a path, a property, a criterion. */
  readonly assumed?: readonly string[];
}

type Definition<R extends ReadKey, M extends SectionName, P extends Record<string, Parameter>> = Omit<
  Control,
  'reads' | 'mayRead' | 'parameters' | 'evaluate' | 'changes' | 'attest'
> & {
  parameters?: P;
} & (
    | {
        /** Sections and fields without which there is no answer: absent means unknown. */
        reads: readonly R[];
        /** Sections that refine the answer and may be absent. */
        mayRead?: readonly M[];
        evaluate(settings: Settings<R, M>, context: Context<P>): Verdict;
        changes?(settings: Settings<R, M>, context: Context<P>): readonly Change[];
        attest?: Control['attest'];
      }
    | { attest: NonNullable<Control['attest']>; reads?: never; mayRead?: never; evaluate?: never; changes?: never }
  );

/** Makes a control. The types of `settings` follow from `reads` and `mayRead`. */
export function defineControl<
  const R extends ReadKey = never,
  const M extends SectionName = never,
  const P extends Record<string, Parameter> = Record<never, Parameter>,
>(definition: Definition<R, M, P>): Control {
  return { reads: [], mayRead: [], parameters: {}, ...definition };
}
