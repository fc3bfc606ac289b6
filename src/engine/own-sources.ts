import type { Organization } from '../core/organization.ts';
import type { OwnSources } from '../phi/rule-package/own-types.ts';
import { inspectOptions } from './inspect-options.ts';

/** What wardline.yaml holds that becomes types of a rule package. Own detectors stand for themselves there. */
export function ownSources({ phi }: Pick<Organization, 'phi'>): OwnSources {
  const { detectors, ...rest } = phi;
  return { ...inspectOptions({ phi: rest }), ...(detectors && { detectors }) };
}
