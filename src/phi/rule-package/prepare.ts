import { checkOfFunction, findByFunction, isFunction } from './functions.ts';
import { findKeywords, folded, keywordFinder } from './keywords.ts';
import { regexFaults } from './lint-regex.ts';
import type { RulePackage } from './package.ts';
import { type Span, hasPairs } from './span.ts';
import { translate } from './translate.ts';
import { Untranslatable } from './untranslatable.ts';
import { validatorCheck } from './validators.ts';

/** A text as the finders of all packages see it. */
export interface Scanned {
  text: string;
  /** In small letters, unit for unit. */
  lower: string;
  hasDigit: boolean;
  hasPairs: boolean;
}

/** All places of one piece of evidence, by start; undefined where it cannot be told. */
export type Finder = (scanned: Scanned) => Span[] | undefined;

/** A package with everything compiled. */
export interface PreparedPackage {
  rules: RulePackage;
  finders: ReadonlyMap<string, Finder>;
  /** Regular expressions and references that are not run, and why. */
  notRun: readonly { item: string; reason: string }[];
}

export function scanned(text: string): Scanned {
  return { text, lower: folded(text), hasDigit: /\d/.test(text), hasPairs: hasPairs(text) };
}

/** Compiles a package. What Purview would refuse and what has no equal in JavaScript is not run, and said. */
export function preparePackage(rules: RulePackage): PreparedPackage {
  const finders = new Map<string, Finder>();
  const notRun: { item: string; reason: string }[] = [];
  for (const [id, { source, validators }] of rules.regexes) {
    const checks = validators.flatMap((name) => checksNamed(rules, name));
    const [fault] = regexFaults(source);
    const reason = fault ?? (checks.includes(undefined) ? 'one of its validators is not known' : undefined);
    try {
      if (reason !== undefined) throw new Untranslatable(reason);
      finders.set(id, regexFinder(source, checks as Check[]));
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      notRun.push({ item: id, reason: error.message });
    }
  }
  for (const [id, groups] of rules.keywords) {
    const finder = keywordFinder(groups);
    finders.set(id, ({ text, lower }) => findKeywords(finder, text, lower));
  }
  for (const id of rules.opaque) notRun.push({ item: id, reason: 'Microsoft does not describe how it matches' });
  return { rules, finders, notRun };
}

/** The finder of a reference: of the package, or of a function that Purview has built in. */
export function finderOf({ finders, rules }: PreparedPackage, idRef: string): Finder | undefined {
  const own = finders.get(idRef);
  if (own || rules.regexes.has(idRef) || rules.opaque.has(idRef)) return own;
  return isFunction(idRef) ? ({ text }) => findByFunction(idRef, text) : undefined;
}

type Check = (value: string) => boolean;

function checksNamed(rules: RulePackage, name: string): (Check | undefined)[] {
  return rules.validators.get(name)?.map(validatorCheck) ?? [checkOfFunction(name)];
}

function regexFinder(pattern: string, checks: readonly Check[]): Finder {
  const { source, flags, needsDigit, literals } = translate(pattern);
  const expression = new RegExp(source, `g${flags}`);
  return ({ text, lower, hasDigit }) => {
    if (needsDigit && !hasDigit) return [];
    if (literals && !literals.some((literal) => lower.includes(literal))) return [];
    const found: Span[] = [];
    for (const { 0: value, index } of text.matchAll(expression)) {
      if (value !== '' && checks.every((check) => check(value)))
        found.push({ start: index, end: index + value.length });
    }
    return found;
  };
}
