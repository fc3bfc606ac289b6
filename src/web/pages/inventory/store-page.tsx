import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ItemShown, listItems } from '../../../api/inventory.ts';
import { type Exposure, exposures } from '../../../core/content.ts';
import { useCall } from '../../client/use-call.ts';
import { useNames } from '../../client/use-names.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { labeledWords, webAddress } from '../../components/content-words.ts';
import { DataGrid } from '../../components/data-grid.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { NamesBar } from '../../components/names-bar.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { Tiles } from '../../components/tiles.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { itemColumns } from './item-columns.tsx';
import { ItemSheet } from './item-sheet.tsx';
import { UnknownStores } from './unknown-stores.tsx';

const text = words.storePage;
const { content } = words;
const pageSize = 100;

/** One store item by item: what was found in each and where, without names. */
export function StorePage() {
  const { id: tenant } = useTenant();
  const { store: id } = useParams({ strict: false }) as { store: string };
  const [show, setShow] = useState<keyof typeof text.filters>('phi');
  const [openTo, setOpenTo] = useState<Exposure | ''>('');
  const [limit, setLimit] = useState(pageSize);
  const [opened, open] = useState<ItemShown>();
  const names = useNames(tenant);
  const found = useCall(listItems, {
    path: { tenant },
    query: { store: id, show, limit, ...(openTo && { openTo }) },
  });
  const store = found.data?.store;
  const address = webAddress(store?.url ?? null);
  const unread = store ? store.classes.UNREADABLE + store.classes.NOT_READ + store.partial : 0;
  return (
    <Page
      title={store?.name ?? words.inventory.columns.store}
      provenance={
        store && text.provenance(store.service, store.scannedAt ? exactMoment(store.scannedAt) : text.neverRead)
      }
      actions={
        <>
          <ButtonLink to={`/t/${tenant}/inventory`}>
            <Icon name="left" />
            {text.back}
          </ButtonLink>
          {address && (
            <a className="btn" href={address} target="_blank" rel="noreferrer">
              {text.open}
            </a>
          )}
        </>
      }
    >
      <Loaded of={found} rows={10}>
        {({ store: shown, items, total }) => (
          <>
            <Tiles
              tiles={[
                {
                  title: words.inventory.tiles.phi,
                  value: shown.phi.toLocaleString(),
                  note: words.inventory.tiles.of(shown.items),
                },
                { title: words.inventory.tiles.people, value: shown.patients.toLocaleString() },
                {
                  title: words.inventory.columns.open,
                  value: shown.widest ? content.exposure[shown.widest] : '–',
                  note: shown.widest ? content.items(shown.openTo[shown.widest].items) : undefined,
                  ...(shown.widest === 'anonymous' && { look: 'fail' as const }),
                },
                { title: words.inventory.columns.labeled, value: labeledWords(shown.labels) || '–' },
                {
                  title: words.inventory.columns.owner,
                  value: <span className="small">{shown.owner ?? content.nobody}</span>,
                  note: shown.purpose && content.purposes[shown.purpose],
                },
                {
                  title: words.inventory.columns.unread,
                  value: unread.toLocaleString(),
                  ...(unread > 0 && { look: 'unk' as const }),
                },
              ]}
            />
            <UnknownStores stores={[shown]} />
            <Card flush>
              <div className="filters" role="group" aria-label={text.columns.class}>
                {(Object.keys(text.filters) as (keyof typeof text.filters)[]).map((name) => (
                  <button
                    key={name}
                    type="button"
                    className="chip"
                    aria-pressed={show === name}
                    onClick={() => setShow(name)}
                  >
                    {text.filters[name]}
                  </button>
                ))}
                <select
                  className="in"
                  aria-label={text.columns.open}
                  value={openTo}
                  onChange={(event) => setOpenTo(event.target.value as Exposure | '')}
                >
                  <option value="">{words.inventory.anyExposure}</option>
                  {exposures.map((name) => (
                    <option key={name} value={name}>
                      {content.exposure[name]}
                    </option>
                  ))}
                </select>
                <span className="c s">{text.shown(items.length, total)}</span>
                <span className="sp" />
                <NamesBar names={names} items={items.map(({ id: item }) => ({ store: id, item }))} />
              </div>
              <DataGrid
                label={shown.name}
                rows={items}
                columns={itemColumns((item) => names.nameOf(id, item)?.path)}
                keyOf={({ id: item }) => item}
                onOpen={open}
                empty={<Empty fact={text.none[show].fact} next={text.none[show].next} />}
                file={`items-${tenant}`}
              />
              {total > items.length && limit < 500 && (
                <div className="pad">
                  <Button small onClick={() => setLimit(Math.min(500, limit + pageSize))}>
                    {text.more(Math.min(pageSize, total - items.length))}
                  </Button>
                </div>
              )}
            </Card>
          </>
        )}
      </Loaded>
      {opened && <ItemSheet item={opened} name={names.nameOf(id, opened.id)} onClose={() => open(undefined)} />}
    </Page>
  );
}
