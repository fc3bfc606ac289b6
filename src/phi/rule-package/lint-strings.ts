import type { Report } from './finding.ts';
import { type RulePackage, childOf, childrenOf } from './package.ts';

/** Names and languages: every type has exactly one Resource and the other way round, and each language stands once. */
export function lintStrings({ source, entities, affinities }: RulePackage, report: Report): void {
  const details = childOf(childOf(source, 'RulePack'), 'Details');
  const localized = childrenOf(details, 'LocalizedDetails');
  const fallback = details?.attributes['defaultLangCode'] ?? '';
  if (!details) report('error', 'upload', 'RulePack', 'there are no Details');
  else if (!localized.some(({ attributes }) => same(attributes['langcode'], fallback)))
    report('error', 'upload', 'Details', 'no LocalizedDetails is in the language of defaultLangCode');
  if (twice(localized.map(({ attributes }) => attributes['langcode'])))
    report('error', 'upload', 'Details', 'two LocalizedDetails have the same langcode');
  for (const one of localized) {
    for (const [tag, least, most] of [
      ['PublisherName', 1, 256],
      ['Name', 1, 64],
      ['Description', 0, 256],
    ] as const) {
      const { length } = Array.from(childOf(one, tag)?.text ?? '');
      if (length < least || length > most)
        report('error', 'upload', 'LocalizedDetails', `${tag} is not of ${least} to ${most} characters`);
    }
  }
  const resources = childrenOf(childOf(childOf(source, 'Rules'), 'LocalizedStrings'), 'Resource');
  const ids = new Set([...entities, ...affinities].map(({ id }) => id.toLowerCase()));
  const described = resources.map(({ attributes }) => (attributes['idRef'] ?? '').toLowerCase());
  for (const id of ids) {
    const count = described.filter((one) => one === id).length;
    if (count !== 1)
      report(
        'error',
        'upload',
        id,
        count === 0 ? 'the type has no Resource with its name' : 'the type has more than one Resource',
      );
  }
  for (const id of new Set(described)) {
    if (!ids.has(id)) report('error', 'upload', id, 'a Resource belongs to no type');
  }
  for (const resource of resources) {
    const id = resource.attributes['idRef'] ?? '';
    const names = childrenOf(resource, 'Name');
    if (names.length === 0) report('error', 'upload', id, 'the Resource has no Name');
    for (const texts of [names, childrenOf(resource, 'Description')]) {
      if (twice(texts.map(({ attributes }) => attributes['langcode'])))
        report('error', 'upload', id, 'a langcode stands twice in the Resource');
      if (texts.length > 0 && texts.filter(({ attributes }) => attributes['default'] === 'true').length !== 1)
        report('error', 'upload', id, 'not exactly one of the names or descriptions is the default');
    }
    for (const name of names) {
      if (name.text.trim() === '') report('error', 'upload', id, 'a Name is empty');
    }
  }
}

function same(left: string | undefined, right: string): boolean {
  return left !== undefined && left.toLowerCase() === right.toLowerCase();
}

function twice(codes: readonly (string | undefined)[]): boolean {
  return new Set(codes.map((code) => code?.toLowerCase())).size < codes.length;
}
