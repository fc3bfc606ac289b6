import { WardlineError } from '../../core/errors.ts';
import type { XmlElement } from '../../core/xml-element.ts';
import type { Affinity, Entity, KeywordGroup, Operand, Pattern, RegexItem, RulePackage, Validator } from './package.ts';
import { childOf, childrenOf, localName } from './package.ts';

/** The engine that rules are chosen for: newer than any that Microsoft names. */
const engine = [15, 99, 9999, 9999];

/**
 * Reads the rules out of a package's XML. Only what cannot be run at all is refused here; what Purview would refuse is
 * for the linter to say. Throws `bad-input`.
 */
export function parsePackage(source: XmlElement): RulePackage {
  if (localName(source) !== 'RulePackage') throw refusal('its root element is not RulePackage.');
  const pack = childOf(source, 'RulePack');
  if (childOf(pack, 'Encryption'))
    throw new WardlineError(
      'bad-input',
      'The rule package is encrypted: Microsoft delivers its built-in package in a form that only Purview reads.',
      "Export your own package (Microsoft.SCCManaged.CustomRulePack), or use `wardline dlp simulate`, which knows Microsoft's types by what is published of them.",
    );
  const rules = childOf(source, 'Rules');
  if (!pack || !rules) throw refusal('it has no RulePack or no Rules.');
  const holders = [rules, ...childrenOf(rules, 'Version').filter(isForEngine)];
  const names = namesOf(rules);
  const keywords = new Map<string, readonly KeywordGroup[]>();
  const regexes = new Map<string, RegexItem>();
  const validators = new Map<string, readonly Validator[]>();
  const opaque = new Set<string>();
  for (const holder of holders) {
    for (const child of holder.children) {
      const { id = '' } = child.attributes;
      const name = localName(child);
      if (name === 'Regex') regexes.set(id, { source: child.text, validators: words(child.attributes['validators']) });
      else if (name === 'Keyword') keywords.set(id, childrenOf(child, 'Group').map(groupOf));
      else if (name === 'Validators') validators.set(id, childrenOf(child, 'Validator').map(validatorOf));
      else if (name === 'Fingerprint' || name === 'ExtendedKeyword') opaque.add(id);
    }
  }
  const details = childrenOf(childOf(pack, 'Details'), 'LocalizedDetails')[0];
  return {
    id: pack.attributes['id'] ?? '',
    name: childOf(details, 'Name')?.text.trim() ?? '',
    publisher: childOf(details, 'PublisherName')?.text.trim() ?? '',
    version: versionOf(childOf(pack, 'Version')),
    entities: holders.flatMap((holder) => childrenOf(holder, 'Entity').map((entity) => entityOf(entity, names))),
    affinities: holders.flatMap((holder) => childrenOf(holder, 'Affinity').map((one) => affinityOf(one, names))),
    regexes,
    keywords,
    validators,
    opaque,
    source,
  };
}

function entityOf(element: XmlElement, names: ReadonlyMap<string, string>): Entity {
  const { id = '', patternsProximity, recommendedConfidence } = element.attributes;
  const patterns = [element, ...childrenOf(element, 'Version').filter(isForEngine)].flatMap((holder) =>
    childrenOf(holder, 'Pattern').map(patternOf),
  );
  return {
    id,
    name: names.get(id.toLowerCase()) ?? id,
    proximity: proximityOf(patternsProximity, 'patternsProximity'),
    ...(recommendedConfidence !== undefined && {
      recommended: levelOf(recommendedConfidence, 'recommendedConfidence'),
    }),
    patterns,
  };
}

function patternOf(element: XmlElement): Pattern {
  const primary = childrenOf(element, 'IdMatch');
  if (primary.length !== 1) throw refusal('a Pattern has not exactly one IdMatch.');
  return {
    confidence: levelOf(element.attributes['confidenceLevel'], 'confidenceLevel'),
    idMatch: primary[0]!.attributes['idRef'] ?? '',
    all: operandsOf(element),
  };
}

function affinityOf(element: XmlElement, names: ReadonlyMap<string, string>): Affinity {
  const { id = '', evidencesProximity, thresholdConfidenceLevel } = element.attributes;
  const holders = [element, ...childrenOf(element, 'Version').filter(isForEngine)];
  return {
    id,
    name: names.get(id.toLowerCase()) ?? id,
    proximity: proximityOf(evidencesProximity, 'evidencesProximity'),
    threshold: levelOf(thresholdConfidenceLevel, 'thresholdConfidenceLevel'),
    evidences: holders.flatMap((holder) =>
      childrenOf(holder, 'Evidence').map((evidence) => ({
        confidence: levelOf(evidence.attributes['confidenceLevel'], 'confidenceLevel'),
        all: operandsOf(evidence),
      })),
    ),
  };
}

function operandsOf(element: XmlElement): Operand[] {
  return childrenOf(element, 'Match', 'Any').map((child) => {
    const { idRef = '', minCount, uniqueResults, minMatches, maxMatches } = child.attributes;
    if (localName(child) === 'Match')
      return {
        kind: 'match',
        idRef,
        minCount: minCount === undefined ? 1 : wholeOf(minCount, 'minCount'),
        uniqueResults: /^(?:true|1)$/i.test(uniqueResults ?? ''),
      };
    return {
      kind: 'any',
      min: minMatches === undefined ? 1 : wholeOf(minMatches, 'minMatches'),
      max: maxMatches === undefined ? Infinity : wholeOf(maxMatches, 'maxMatches'),
      of: operandsOf(child),
    };
  });
}

function groupOf(element: XmlElement): KeywordGroup {
  return {
    style: element.attributes['matchStyle'] === 'string' ? 'string' : 'word',
    terms: childrenOf(element, 'Term').map((term) => ({
      text: term.text,
      caseSensitive: /^(?:true|1)$/i.test(term.attributes['caseSensitive'] ?? ''),
    })),
  };
}

function validatorOf(element: XmlElement): Validator {
  const parameters = childrenOf(element, 'Param').map((param) => [param.attributes['name'] ?? '', param.text.trim()]);
  return {
    type: element.attributes['type'] ?? '',
    parameters: Object.fromEntries(parameters) as Record<string, string>,
  };
}

/** Rules for engines of an older time carry a `maxEngineVersion` and are passed over. */
function isForEngine(element: XmlElement): boolean {
  const { minEngineVersion, maxEngineVersion } = element.attributes;
  return (
    compared(minEngineVersion, engine) <= 0 &&
    (maxEngineVersion === undefined || compared(maxEngineVersion, engine) >= 0)
  );
}

function compared(version: string | undefined, other: readonly number[]): number {
  const parts = (version ?? '0').split('.').map(Number);
  for (let at = 0; at < 4; at++) {
    const difference = (parts[at] ?? 0) - other[at]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function namesOf(rules: XmlElement): Map<string, string> {
  const resources = childrenOf(childOf(rules, 'LocalizedStrings'), 'Resource');
  return new Map(
    resources.map((resource) => {
      const all = childrenOf(resource, 'Name');
      const name = all.find((one) => one.attributes['default'] === 'true') ?? all[0];
      return [(resource.attributes['idRef'] ?? '').toLowerCase(), name?.text.trim() ?? ''];
    }),
  );
}

function versionOf(element: XmlElement | undefined): string {
  return ['major', 'minor', 'build', 'revision'].map((part) => element?.attributes[part] ?? '0').join('.');
}

function words(list: string | undefined): string[] {
  return list?.split(/[\s,]+/).filter((word) => word !== '') ?? [];
}

function proximityOf(given: string | undefined, name: string): number {
  return given === 'unlimited' ? Infinity : wholeOf(given, name);
}

function levelOf(given: string | undefined, name: string): number {
  const level = wholeOf(given, name);
  if (level < 1 || level > 100) throw refusal(`a ${name} is not from 1 to 100.`);
  return level;
}

function wholeOf(given: string | undefined, name: string): number {
  if (given !== undefined && /^\s*\d{1,9}\s*$/.test(given)) return Number(given);
  throw refusal(given === undefined ? `a ${name} is missing.` : `a ${name} is not a whole number.`);
}

function refusal(reason: string): WardlineError {
  return new WardlineError(
    'bad-input',
    `The rule package cannot be used: ${reason}`,
    'Compare it with the schema on https://learn.microsoft.com/purview/sit-create-a-custom-sensitive-information-type-in-scc-powershell',
  );
}
