import type { XmlElement } from '../../core/xml-element.ts';
import { guidOf } from './guid.ts';
import type { OwnType } from './own-types.ts';
import { packageNamespace } from './package.ts';

export interface ExportOptions {
  /** Stands in every id: packages of two organizations never share one. */
  organization: string;
  /** Four numbers up to 65535. An update whose version does not rise is passed over by Purview. */
  version: readonly [number, number, number, number];
}

const language = 'en-us';

/** A rule package of own types, as the element tree that `renderPackage` writes. */
export function packageOf(types: readonly OwnType[], { organization, version }: ExportOptions): XmlElement {
  const id = (key: string) => guidOf(`wardline:${organization.toLowerCase()}:${key}`);
  const [major, minor, build, revision] = version.map(String);
  const pack = element('RulePack', { id: id('package') }, [
    element('Version', { major: major!, minor: minor!, build: build!, revision: revision! }),
    element('Publisher', { id: id('publisher') }),
    element('Details', { defaultLangCode: language }, [
      element('LocalizedDetails', { langcode: language }, [
        leaf('PublisherName', clipped(organization, 256)),
        leaf('Name', clipped(`${organization} patient information`, 64)),
        leaf('Description', 'Identifiers and health terms that the built-in types do not find. Written by Wardline.'),
      ]),
    ]),
  ]);
  const rules = element('Rules', {}, [
    ...types.map((type) => entity(type, id(type.key))),
    ...types.flatMap(processors),
    element(
      'LocalizedStrings',
      {},
      types.map(({ key, name, description }) =>
        element('Resource', { idRef: id(key) }, [
          leaf('Name', name, { default: 'true', langcode: language }),
          leaf('Description', description, { default: 'true', langcode: language }),
        ]),
      ),
    ),
  ]);
  return element('RulePackage', { xmlns: packageNamespace }, [pack, rules]);
}

function entity({ key, near, alone, withNear = 85, proximity = 300 }: OwnType, id: string): XmlElement {
  const primary = element('IdMatch', { idRef: `Primary_${ncName(key)}` });
  const patterns: XmlElement[] = [];
  if (near)
    patterns.push(
      element('Pattern', { confidenceLevel: String(withNear) }, [
        primary,
        element('Match', { idRef: `Words_${ncName(key)}` }),
      ]),
    );
  if (alone) patterns.push(element('Pattern', { confidenceLevel: String(alone) }, [primary]));
  const recommended = alone ?? withNear;
  return element(
    'Entity',
    { id, patternsProximity: String(proximity), recommendedConfidence: String(recommended) },
    patterns,
  );
}

function processors({ key, primary, near }: OwnType): XmlElement[] {
  const name = ncName(key);
  const own =
    'regex' in primary
      ? leaf('Regex', primary.regex, { id: `Primary_${name}` })
      : keyword(`Primary_${name}`, primary.words);
  return near ? [own, keyword(`Words_${name}`, near)] : [own];
}

function keyword(id: string, words: readonly string[]): XmlElement {
  return element('Keyword', { id }, [
    element(
      'Group',
      { matchStyle: 'word' },
      words.map((word) => leaf('Term', word, { caseSensitive: 'false' })),
    ),
  ]);
}

function element(name: string, attributes: Record<string, string>, children: XmlElement[] = []): XmlElement {
  return { name, attributes, children, text: '' };
}

function leaf(name: string, text: string, attributes: Record<string, string> = {}): XmlElement {
  return { name, attributes, children: [], text };
}

function ncName(key: string): string {
  return key.replaceAll(/[^A-Za-z\d-]/g, '_');
}

function clipped(text: string, most: number): string {
  return Array.from(text).slice(0, most).join('');
}
