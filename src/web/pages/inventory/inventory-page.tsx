import { useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import { showInventory } from '../../../api/inventory.ts';
import { useCall } from '../../client/use-call.ts';
import { ButtonLink } from '../../components/button.tsx';
import { labeledWords } from '../../components/content-words.ts';
import { exactMoment } from '../../components/dates.ts';
import { Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { Tiles } from '../../components/tiles.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { KindsCard } from './kinds-card.tsx';
import { MapCard } from './map-card.tsx';
import { ScanButton, ScanProgress } from './scan-control.tsx';
import { StoresCard } from './stores-card.tsx';
import { UnknownStores } from './unknown-stores.tsx';

const text = words.inventory;
const { content } = words;

type Inventory = z.output<(typeof showInventory)['answer']>;

/** Milliseconds between looks while a scan runs: its results show as they come. */
const lookEvery = 15_000;

export function InventoryPage() {
  const { id: tenant } = useTenant();
  const inventory = useCall(showInventory, { path: { tenant } }, { every: lookEvery });
  const data = inventory.data;
  const newest = data?.scans[0];
  const paused = newest?.state === 'paused';
  return (
    <Page
      title={text.title}
      provenance={
        newest && text.provenance(exactMoment(newest.endedAt ?? newest.startedAt), data.total.items, data.stores.length)
      }
      actions={data?.scanned && data.connected && <ScanButton label={paused ? text.goOn : text.again} />}
    >
      <ScanProgress />
      <Loaded of={inventory} rows={10}>
        {(found) => (found.scanned ? <Found inventory={found} /> : <NeverScanned connected={found.connected} />)}
      </Loaded>
    </Page>
  );
}

function NeverScanned({ connected }: { connected: boolean }) {
  const { never, notConnected } = text;
  return (
    <div className="card">
      {connected ? (
        <Empty fact={never.fact} next={never.next} action={<ScanButton label={never.go} />} />
      ) : (
        <Empty
          fact={never.fact}
          next={
            <>
              {notConnected.fact} {notConnected.next}
              <code className="code">{notConnected.command}</code>
            </>
          }
        />
      )}
    </div>
  );
}

function Found({ inventory }: { inventory: Inventory }) {
  const { id: tenant } = useTenant();
  const navigate = useNavigate();
  const { total, stores, placement, scans, connected } = inventory;
  const state = scans[0]?.state;
  const unread = total.classes.UNREADABLE + total.classes.NOT_READ + total.partial;
  const open = (store: string) =>
    void navigate({ to: '/t/$tenant/inventory/$store' as '/', params: { tenant, store } as never });
  return (
    <>
      {(state === 'failed' || state === 'paused') && <p className="note warn">{text.ended[state]}</p>}
      {!connected && (
        <p className="note warn">
          <span>
            {text.notConnected.fact} {text.notConnected.next}
            <code className="code">{text.notConnected.command}</code>
          </span>
        </p>
      )}
      <Tiles
        tiles={[
          { title: text.tiles.phi, value: total.phi.toLocaleString(), note: text.tiles.of(total.items) },
          { title: text.tiles.people, value: total.patients.toLocaleString(), note: text.tiles.merged },
          {
            title: text.tiles.open,
            value: content.items(total.openTo.anonymous.items),
            note: text.tiles.openPeople(total.openTo.anonymous.patients),
            ...(total.openTo.anonymous.items > 0 && { look: 'fail' as const }),
          },
          {
            title: text.tiles.labeled,
            value: labeledWords({ ...total.labels, unknown: 0 }) || content.unknown,
            note:
              total.labels.unknown > 0
                ? text.tiles.labelsUnknown(total.labels.unknown)
                : content.items(total.labels.labeled),
          },
          {
            title: text.tiles.unread,
            value: content.items(unread),
            note: text.tiles.unreadWhy,
            ...(unread > 0 && { look: 'unk' as const }),
          },
        ]}
      />
      <UnknownStores stores={stores} />
      {placement.violations + placement.review > 0 && (
        <div className="note bad row">
          <span>{text.placement(placement.violations, placement.review)}</span>
          <span className="sp" />
          <ButtonLink to={`/t/${tenant}/placement`}>{text.placementOpen}</ButtonLink>
        </div>
      )}
      <div className="wide">
        <MapCard stores={stores} onOpen={open} />
        <KindsCard total={total} />
      </div>
      <StoresCard stores={stores} onOpen={open} file={`stores-${tenant}`} />
    </>
  );
}
