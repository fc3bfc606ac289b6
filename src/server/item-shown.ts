import type { ItemShown } from '../api/inventory.ts';
import type { ContentDetail, ContentMatch } from '../core/content.ts';
import type { KnownItem } from '../engine/inventory-item.ts';
import { maskPlace } from './mask-place.ts';

/** Places listed of each kind of match. */
const mostPlaces = 8;

/** An item as whoever reads the inventory sees it: kinds, shapes and numbered places; no name and no value. */
export function itemShown(
  item: KnownItem & { folders?: readonly string[] },
  detail: ContentDetail | undefined,
  risk: number,
): ItemShown {
  const { id, kind, patients, partial, exposure, label, earliestDate, modifiedAt } = item;
  const byDetector = Map.groupBy(detail?.matches ?? [], ({ detector }) => detector);
  return {
    ...{ id, kind, patients, partial, exposure, label, modifiedAt, risk },
    class: item.class ?? 'NOT_READ',
    folders: item.folders?.length ?? 0,
    earliest: earliestDate,
    sensitive: [...(item.sensitive ?? [])],
    why: detail?.why ?? 'It was not read yet.',
    matches: [...byDetector].map(([detector, own]) => matchShown(detector, own)),
    gaps: (detail?.gaps ?? []).slice(0, 50).map(({ place, reason }) => ({ place: maskPlace(place), reason })),
  };
}

const rank = ['weak', 'likely', 'certain'] as const;

function matchShown(detector: string, own: readonly ContentMatch[]): ItemShown['matches'][number] {
  const strongest = own.toSorted((a, b) => rank.indexOf(b.strength) - rank.indexOf(a.strength))[0]!;
  const places = [...new Set(own.map(({ place }) => maskPlace(place)))].filter((place) => place !== '');
  return {
    ...{ detector, strength: strongest.strength, count: own.length, sample: strongest.sample },
    places: places.slice(0, mostPlaces),
  };
}
