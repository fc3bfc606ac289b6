import { useState } from 'react';
import { showNames } from '../../api/inventory.ts';
import type { Problem } from './call.ts';
import { useWrite } from './use-call.ts';

export interface ShownName {
  path: string;
  places: readonly string[];
  shares: ReadonlyMap<string, readonly string[]>;
}

/** Items asked for at once, as the call takes them. */
const most = 500;

/**
 * Names of files on a page: masked until the person asks for those of the rows that are shown, which is recorded. They
 * live as long as the page is open.
 */
export function useNames(tenant: string): {
  nameOf(store: string, item: string): ShownName | undefined;
  ask(items: readonly { store: string; item: string }[]): void;
  mask(): void;
  any: boolean;
  busy: boolean;
  error: Problem | null;
} {
  const [names, setNames] = useState<ReadonlyMap<string, ShownName>>(new Map());
  const { mutateAsync, isPending, error } = useWrite(showNames);
  const ask = async (items: readonly { store: string; item: string }[]) => {
    const once = new Map(items.map(({ store, item }) => [`${store}/${item}`, { store, item }]));
    const wanted = [...once].filter(([key]) => !names.has(key)).map(([, item]) => item);
    for (let at = 0; at < wanted.length; at += most) {
      const found = await mutateAsync({ path: { tenant }, body: { items: wanted.slice(at, at + most) } });
      setNames((now) => {
        const next = new Map(now);
        for (const { store, item, path, places, shares } of found.items)
          next.set(`${store}/${item}`, {
            ...{ path, places },
            shares: new Map(shares.map(({ id, grantees }) => [id, grantees])),
          });
        return next;
      });
    }
  };
  return {
    nameOf: (store, item) => names.get(`${store}/${item}`),
    // What went wrong stands in `error`.
    ask: (items) => void ask(items).catch(() => undefined),
    mask: () => setNames(new Map()),
    any: names.size > 0,
    busy: isPending,
    error,
  };
}
