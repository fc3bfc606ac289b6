import type { StoreShown } from '../../../api/inventory.ts';
import { type Exposure, exposures } from '../../../core/content.ts';

/** Items with PHI that are open wider than most of their store, at the widest that there is. */
export function widerOf({
  usually,
  widest,
  openTo,
}: Pick<StoreShown, 'usually' | 'widest' | 'openTo'>): { items: number; exposure: Exposure } | undefined {
  if (!usually || !widest || exposures.indexOf(widest) <= exposures.indexOf(usually)) return undefined;
  return { items: openTo[widest].items, exposure: widest };
}
