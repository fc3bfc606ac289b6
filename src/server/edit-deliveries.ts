import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import { isPlainObject } from '../core/shape.ts';
import { RequestFault } from './problem-of.ts';

export type DeliveryKind = 'routes' | 'streams';

/**
 * wardline.yaml with one route or stream put in, or in the place of the one of that name. All else of the text stays,
 * comments too. Whether it is valid says whoever keeps it.
 */
export function withEntry(
  text: string,
  kind: DeliveryKind,
  entry: Readonly<Record<string, unknown>> & { name: string },
  link: string,
): string {
  const document = parsed(text);
  const place = placeOf(kind);
  const at = indexOf(document, kind, entry.name);
  if (at !== undefined) document.setIn([...place, at], document.createNode(entry));
  else {
    const list = document.getIn(place);
    // `routes: []` of the commented example is written on one line; what is added stands below it.
    if (isSeq(list)) {
      list.flow = false;
      list.add(document.createNode(entry));
    } else document.setIn(place, document.createNode([entry]));
  }
  if (kind === 'routes' && !document.hasIn(['notify', 'link']) && link.startsWith('https:'))
    document.setIn(['notify', 'link'], link);
  return document.toString({ lineWidth: 0 });
}

/** wardline.yaml without a route or stream. Throws `not-found`. */
export function withoutEntry(text: string, kind: DeliveryKind, name: string): string {
  const document = parsed(text);
  const at = indexOf(document, kind, name);
  if (at === undefined) throw new RequestFault('not-found');
  document.deleteIn([...placeOf(kind), at]);
  const list = document.getIn(placeOf(kind));
  if (isSeq(list) && list.items.length === 0) list.flow = true;
  return document.toString({ lineWidth: 0 });
}

/** The routes or streams as the text has them, without what it leaves out. */
export function entriesIn(text: string, kind: DeliveryKind): Record<string, unknown>[] {
  const whole: unknown = parseDocument(text, { logLevel: 'silent' }).toJS({ maxAliasCount: 50 });
  if (!isPlainObject(whole)) return [];
  const notify = whole['notify'];
  const list = kind === 'streams' ? whole['streams'] : isPlainObject(notify) ? notify['routes'] : undefined;
  return Array.isArray(list) ? list.filter(isPlainObject) : [];
}

function placeOf(kind: DeliveryKind): string[] {
  return kind === 'routes' ? ['notify', 'routes'] : ['streams'];
}

function indexOf(document: Document, kind: DeliveryKind, name: string): number | undefined {
  const list = document.getIn(placeOf(kind));
  if (!isSeq(list)) return undefined;
  const at = list.items.findIndex((item) => isMap(item) && item.get('name') === name);
  return at === -1 ? undefined : at;
}

function parsed(text: string): Document {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0)
    throw new RequestFault('conflict', 'wardline.yaml cannot be read as it is. Mend it under Organization file first.');
  return document;
}
