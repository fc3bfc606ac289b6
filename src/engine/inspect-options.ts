import type { Organization } from '../core/organization.ts';
import type { InspectOptions } from '../core/phi.ts';
import { recordNumberFormat } from './record-number.ts';

/** What wardline.yaml says of the organization's own identifiers, as the detectors take it. */
export function inspectOptions({ phi }: Organization): InspectOptions {
  return {
    ...(phi.mrnFormats && { mrnFormats: phi.mrnFormats.map(recordNumberFormat) }),
    ...(phi.words && { customWords: phi.words }),
    ...(phi.physicians && { physicians: phi.physicians }),
  };
}
