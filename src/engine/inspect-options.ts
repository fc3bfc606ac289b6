import type { Organization } from '../core/organization.ts';
import type { InspectOptions } from '../core/phi.ts';
import { recordNumberFormat } from './record-number.ts';

/**
 * What wardline.yaml says of the organization's own identifiers, as the detectors take it. A pattern of its own is found
 * as a record number: by itself where it is certain, else with a word for record numbers near it. Words count by what
 * they mean.
 */
export function inspectOptions({ phi }: Pick<Organization, 'phi'>): InspectOptions {
  const { mrnFormats, words, physicians, detectors = [] } = phi;
  const patterns = detectors.flatMap(({ pattern, near, strength }) =>
    pattern === undefined ? [] : [{ pattern, needsContext: near !== undefined || strength !== 'certain' }],
  );
  const terms = detectors.flatMap(({ words: listed = [], means = 'health' }) =>
    listed.map((word) => ({ word, means })),
  );
  const formats = [...(mrnFormats ?? []).map(recordNumberFormat), ...patterns];
  const customWords = [...(words ?? []), ...terms];
  return {
    ...((mrnFormats || patterns.length > 0) && { mrnFormats: formats }),
    ...((words || terms.length > 0) && { customWords }),
    ...(physicians && { physicians }),
  };
}
