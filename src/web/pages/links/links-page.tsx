import { useMemo, useState } from 'react';
import { type LinkShown, listLinks } from '../../../api/links.ts';
import { useCall } from '../../client/use-call.ts';
import { useNames } from '../../client/use-names.ts';
import { Button } from '../../components/button.tsx';
import { DataGrid } from '../../components/data-grid.tsx';
import { day, exactMoment } from '../../components/dates.ts';
import { NamesBar } from '../../components/names-bar.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { Tiles } from '../../components/tiles.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { AgesCard } from './ages-card.tsx';
import { EndSheet } from './end-sheet.tsx';
import { linkColumns } from './link-columns.tsx';

const text = words.links;

type Filter = keyof typeof text.filters;
const fits: Readonly<Record<Filter, (link: LinkShown) => boolean>> = {
  all: () => true,
  phi: ({ behind }) => behind.phi > 0,
  anonymous: ({ kind }) => kind === 'anonymous',
  outside: ({ outside, kind }) => outside || kind === 'guest',
  organization: ({ kind }) => kind === 'organization',
  stale: ({ staleness }) => staleness === 'stale',
  unknown: ({ staleness }) => staleness === 'unknown',
  forever: ({ expiresAt }) => expiresAt === null,
};

/** Links, guests and rights that were given on a file or folder, worst first. */
export function LinksPage() {
  const { id: tenant } = useTenant();
  const [days, setDays] = useState(90);
  const [filter, setFilter] = useState<Filter>('all');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [ending, end] = useState<readonly string[]>();
  const names = useNames(tenant);
  const links = useCall(listLinks, { path: { tenant }, query: { days } });
  const data = links.data;
  const rows = useMemo(() => (data?.items ?? []).filter(fits[filter]), [data, filter]);
  const count = (name: Filter) => (data?.items ?? []).filter(fits[name]).length;
  const anyone = (data?.items ?? []).filter(fits.anonymous);
  return (
    <Page
      title={text.title}
      provenance={data?.scanned && text.provenance(exactMoment(data.at), data.items.length)}
      actions={
        chosen.size > 0 && (
          <Button look="primary" onClick={() => end([...chosen])}>
            {text.plan(chosen.size)}
          </Button>
        )
      }
    >
      <Loaded of={links} rows={10}>
        {({ scanned, items, log, unread, at }) => {
          if (!scanned) return <Whole {...text.notScanned} />;
          if (items.length === 0) return <Whole fact={text.none.fact} next={text.none.next(exactMoment(at))} />;
          return (
            <>
              <Tiles
                tiles={[
                  {
                    title: text.tiles.anyone,
                    value: anyone.length.toLocaleString(),
                    note: text.tiles.anyonePhi(anyone.filter(fits.phi).length),
                    ...(anyone.some(fits.phi) && { look: 'fail' as const }),
                  },
                  { title: text.tiles.outside, value: count('outside').toLocaleString() },
                  { title: text.tiles.stale(days), value: count('stale').toLocaleString() },
                  {
                    title: text.tiles.unknown,
                    value: count('unknown').toLocaleString(),
                    ...(count('unknown') > 0 && { look: 'unk' as const }),
                  },
                ]}
              />
              <div className="col notes">
                <p className={log ? 'c s' : 'note warn'}>{log ? text.log(day(log.from), day(log.to)) : text.noLog}</p>
                {unread.length > 0 && <p className="note warn">{text.unread(unread.length)}</p>}
              </div>
              <AgesCard links={items} />
              <Card flush>
                <div className="filters" role="group" aria-label={text.columns.kind}>
                  {(Object.keys(text.filters) as Filter[])
                    .filter((name) => count(name) > 0 || name === filter)
                    .map((name) => (
                      <button
                        key={name}
                        type="button"
                        className="chip"
                        aria-pressed={filter === name}
                        onClick={() => setFilter(name)}
                      >
                        {text.filters[name]} {count(name)}
                      </button>
                    ))}
                  <label className="row c m">
                    {text.days}
                    <select className="in" value={days} onChange={(event) => setDays(Number(event.target.value))}>
                      {[30, 90, 180, 365].map((one) => (
                        <option key={one} value={one}>
                          {text.daysOf(one)}
                        </option>
                      ))}
                    </select>
                  </label>
                  <span className="sp" />
                  <NamesBar names={names} items={rows.slice(0, 500)} />
                </div>
                <DataGrid
                  label={text.title}
                  rows={rows}
                  columns={linkColumns(names)}
                  keyOf={({ key }) => key}
                  onOpen={({ key }) => end([key])}
                  selection={{ chosen, onChange: choose, can: ({ expired }) => !expired }}
                  empty={<Empty fact={text.noMatch.fact} next={text.noMatch.next} />}
                  file={`links-${tenant}`}
                />
              </Card>
            </>
          );
        }}
      </Loaded>
      {ending && <EndSheet keys={ending} onClose={() => end(undefined)} />}
    </Page>
  );
}

function Whole({ fact, next }: { fact: string; next: string }) {
  return (
    <div className="card">
      <Empty fact={fact} next={next} />
    </div>
  );
}
