import { guidOf } from '../rule-package/guid.ts';
import { type OwnSources, ownTypes } from '../rule-package/own-types.ts';
import type { OwnTypeRefs } from './protection.ts';

/** Keys of exported types that name a patient. An NPI and the names of staff name a provider. */
const identifiers =
  /^mrn-|^detector-pattern-|^phi\.(?:medical-record-number|medicare-claim-number|health-plan-number)$/;
const sensitive = /^signal-|^words-(?!health$)/;

/** The types of the package that `wardline rule-package export --name PUBLISHER` writes, as rules name them. */
export function ownTypeRefs(options: OwnSources, publisher: string): OwnTypeRefs {
  const id = (key: string) => guidOf(`wardline:${publisher.trim().toLowerCase()}:${key}`);
  const refs = (wanted: RegExp) =>
    ownTypes(options)
      .filter(({ key }) => wanted.test(key))
      .map(({ key, name }) => ({ name, id: id(key) }));
  return { identifiers: refs(identifiers), sensitive: refs(sensitive) };
}
