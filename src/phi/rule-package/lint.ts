import type { Finding, Report } from './finding.ts';
import { isFunction } from './functions.ts';
import { lintStrings } from './lint-strings.ts';
import { regexFaults } from './lint-regex.ts';
import { type Entity, type RulePackage, childOf, childrenOf, localName, refsOf } from './package.ts';
import { translate } from './translate.ts';
import { Untranslatable } from './untranslatable.ts';
import { validatorFault } from './validators.ts';

/** Terms of one list, characters of a term, regexes of one type, types in all. Microsoft's page sit-limits. */
const most = { terms: 2_048, term: 50, regexes: 20, types: 500, bytes: 770 * 1_024 };
const guid = /^\{?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\}?$/i;

/** What Purview's upload would refuse in a package, and what of it Wardline does not run. `bytes`: of the file. */
export function lintPackage(rules: RulePackage, bytes?: number): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (level, concerns, item, message) => findings.push({ level, concerns, item, message });
  if (bytes !== undefined && bytes > most.bytes)
    report('error', 'upload', 'RulePackage', 'the file is larger than 770 KB');
  lintHead(rules, report);
  lintStrings(rules, report);
  lintUniqueness(rules, report);
  const entities = [...rules.entities];
  if (entities.length > most.types)
    report('error', 'upload', 'Rules', `there are more than ${most.types} sensitive information types`);
  for (const entity of entities) lintEntity(rules, entity, report);
  for (const { id, evidences } of rules.affinities) {
    if (!guid.test(id)) report('error', 'upload', id, 'the id is no GUID');
    lintRefs(
      rules,
      id,
      evidences.flatMap(({ all }) => refsOf(all)),
      report,
    );
  }
  for (const [id, { source, validators }] of rules.regexes) {
    for (const fault of regexFaults(source))
      report('error', 'upload', id, `the regular expression is refused: ${fault}`);
    try {
      translate(source);
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      report('error', 'run', id, `the regular expression is not run: ${error.message}`);
    }
    for (const name of validators) {
      if (!rules.validators.has(name) && !isFunction(name))
        report('warning', 'run', id, `the validator ${name} is not known: its regular expression is not run`);
    }
  }
  for (const [id, list] of rules.validators) {
    for (const validator of list) {
      const fault = validatorFault(validator);
      if (fault) report('warning', 'run', id, fault);
    }
  }
  for (const [id, groups] of rules.keywords) {
    const terms = groups.flatMap((group) => group.terms);
    if (terms.length === 0) report('error', 'upload', id, 'the keyword list is empty');
    if (terms.length > most.terms) report('error', 'upload', id, `the keyword list has more than ${most.terms} terms`);
    if (terms.some(({ text }) => Array.from(text).length > most.term))
      report('error', 'upload', id, `a keyword is longer than ${most.term} characters`);
    if (terms.some(({ text }) => text.trim() === '')) report('error', 'upload', id, 'a keyword is empty');
  }
  for (const id of rules.opaque)
    report(
      'warning',
      'run',
      id,
      'fingerprints and extended keywords are kept and not run: Microsoft does not describe how they match',
    );
  return findings;
}

function lintHead({ id, source }: RulePackage, report: Report): void {
  if (!guid.test(id)) report('error', 'upload', 'RulePack', 'the id is no GUID');
  const version = childOf(childOf(source, 'RulePack'), 'Version');
  if (!version) report('error', 'upload', 'RulePack', 'there is no Version');
  for (const part of version ? ['major', 'minor', 'build', 'revision'] : []) {
    const value = version!.attributes[part];
    if (value === undefined || !/^\d{1,5}$/.test(value) || Number(value) > 65_535)
      report('error', 'upload', 'Version', `${part} is no number from 0 to 65535`);
  }
}

function lintUniqueness({ source }: RulePackage, report: Report): void {
  const rules = childOf(source, 'Rules');
  const holders = rules ? [rules, ...childrenOf(rules, 'Version')] : [];
  const all = (...names: string[]) => holders.flatMap((holder) => childrenOf(holder, ...names));
  for (const elements of [all('Entity', 'Affinity'), all('Regex', 'Keyword', 'Fingerprint', 'ExtendedKeyword')]) {
    for (const id of repeated(elements.map((element) => element.attributes['id'] ?? '')))
      report('error', 'upload', id, 'the id is not unique');
    for (const element of elements.filter(({ attributes }) => !attributes['id']))
      report('error', 'upload', localName(element), 'it has no id');
  }
}

function repeated(ids: readonly string[]): string[] {
  const small = ids.map((id) => id.toLowerCase());
  return [...new Set(small.filter((id, at) => small.indexOf(id) !== at))];
}

function lintEntity(rules: RulePackage, entity: Entity, report: Report): void {
  const { id, patterns, recommended, proximity } = entity;
  if (!guid.test(id)) report('error', 'upload', id, 'the id is no GUID');
  if (patterns.length === 0) report('error', 'upload', id, 'the type has no Pattern');
  if (recommended === undefined)
    report('warning', 'upload', id, 'without recommendedConfidence no policy can use the type');
  if (proximity < 1) report('error', 'upload', id, 'patternsProximity is less than 1');
  const levels = patterns.map(({ confidence }) => confidence);
  if (new Set(levels).size < levels.length)
    report('error', 'upload', id, 'two patterns have the same confidence level');
  const refs = patterns.flatMap(({ idMatch, all }) => [idMatch, ...refsOf(all)]);
  const sources = new Set(refs.map((ref) => rules.regexes.get(ref)?.source).filter((source) => source !== undefined));
  if (sources.size > most.regexes)
    report('error', 'upload', id, `the type uses more than ${most.regexes} regular expressions`);
  lintRefs(rules, id, refs, report);
}

function lintRefs(rules: RulePackage, id: string, refs: readonly string[], report: Report): void {
  for (const ref of new Set(refs)) {
    if (rules.regexes.has(ref) || rules.keywords.has(ref) || rules.opaque.has(ref) || isFunction(ref)) continue;
    const what = guid.test(ref)
      ? 'a dictionary of the tenant or a type of another package'
      : "a built-in function of Purview's, or nothing";
    report(
      'warning',
      'run',
      id,
      `it refers to ${ref}, which the package does not define: ${what}. The reference is kept; what needs it stays undecided`,
    );
  }
}
