import { useState } from 'react';
import type { StoreShown } from '../../../api/inventory.ts';
import { exposures } from '../../../core/content.ts';
import { type TreemapStore, treemap, treemapSentence } from '../../../reports/figures/treemap.ts';
import { shortStoreName } from '../../components/content-words.ts';
import { ExposureLegend } from '../../components/exposure.tsx';
import { Figure } from '../../components/figure.tsx';
import { Card } from '../../components/page.tsx';
import { useWidth } from '../../components/use-width.ts';
import { words } from '../../words/index.ts';
import { widerOf } from './wider.ts';

const text = words.inventory.map;
const { content } = words;

/** Where PHI lies, as areas. */
export function MapCard({ stores, onOpen }: { stores: readonly StoreShown[]; onOpen(store: string): void }) {
  const [by, setBy] = useState<'items' | 'people'>('items');
  const [place, width] = useWidth<HTMLDivElement>();
  const holding = stores.filter(({ phi }) => phi > 0);
  const shown = holding.map((store): TreemapStore => {
    const wider = widerOf(store);
    return {
      name: shortStoreName(store),
      size: by === 'items' ? store.phi : store.patients,
      usual: store.usually ?? 'private',
      ...(wider && { wider }),
    };
  });
  const said = {
    size: by === 'items' ? content.items : content.people,
    exposure: content.exposure,
    wider: (items: number, exposure: keyof typeof content.exposure) => content.wider(items, content.exposure[exposure]),
    others: text.others,
  };
  return (
    <Card
      title={text.title}
      caption={text.caption}
      actions={
        <span className="row" role="group" aria-label={text.title}>
          {(['items', 'people'] as const).map((one) => (
            <button key={one} type="button" className="chip" aria-pressed={by === one} onClick={() => setBy(one)}>
              {text.by[one]}
            </button>
          ))}
        </span>
      }
    >
      <div ref={place}>
        {holding.length === 0 ? (
          <p className="m">{text.none}</p>
        ) : (
          width > 0 && (
            <>
              <Figure
                svg={treemap(shown, { width, height: width < 480 ? 380 : 300 }, said)}
                summary={treemapSentence(shown, said)}
                table={{
                  head: text.head,
                  rows: holding.map((store) => {
                    const wider = widerOf(store);
                    return [
                      <button key="open" type="button" className="linkish" onClick={() => onOpen(store.id)}>
                        {store.name}
                      </button>,
                      store.phi,
                      store.patients,
                      store.usually ? content.exposure[store.usually] : '',
                      wider ? said.wider(wider.items, wider.exposure) : '',
                    ];
                  }),
                }}
              />
              <ExposureLegend of={exposures} />
            </>
          )
        )}
      </div>
    </Card>
  );
}
