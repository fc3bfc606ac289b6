import { exposures } from '../../core/content.ts';
import { type Terminal } from '../command.ts';
import { paint, plain, textTable } from '../output.ts';
import type { FirstStep } from './first.ts';
import type { TenantContent } from './read.ts';
import { detectorName, labeledShare, openTo, plural, storeStates } from './words.ts';

const shownSteps = 5;

/** The inventory for a person: what to do first, then the figures, the stores, the kinds. */
export function inventoryText(
  { total, stores, placement, closed, scans }: TenantContent,
  first: readonly FirstStep[],
  terminal: Terminal,
): string {
  const head = (text: string) => `\n${paint(terminal, 'bold', text)}`;
  const unread = total.classes.UNREADABLE + total.classes.NOT_READ;
  const filled = stores.filter(({ phi, store }) => phi > 0 || store.state !== 'scanned');
  const [last] = scans;
  const { anonymous } = total.openTo;
  const states = Object.entries(total.residence).toSorted(([, a], [, b]) => b - a);
  return [
    `${plural(total.phi, 'item')} with PHI of ${total.items.toLocaleString('en-US')} found · ${plural(total.patients, 'patient')} · ${plural(anonymous.items, 'item')} open to anyone (${plural(anonymous.patients, 'patient')}) · labeled PHI ${labeledShare(total.labels) || 'none'} · ${unread} not readable`,
    `Last scan: ${last?.endedAt?.slice(0, 16).replace('T', ' ') ?? 'not ended'}${last && last.state !== 'done' ? ` (${last.state})` : ''}`,
    ...(first.length > 0
      ? [
          head('Do first'),
          textTable(
            ['Severity', 'Store', 'What'],
            first
              .slice(0, shownSteps)
              .map(({ severity, storeName, says }) => [severity, plain(storeName), plain(says)]),
            terminal,
          ),
          ...(first.length > shownSteps ? [`${first.length - shownSteps} more: -o json`] : []),
        ]
      : []),
    head(`Stores with PHI or not read, ${filled.length} of ${stores.length}, most at stake first`),
    textTable(
      ['Service', 'PHI', 'People', 'Open to', 'Labeled', 'Since', 'Purpose', 'State', 'Store'],
      filled.map((row) => [
        row.service,
        row.phi,
        row.patients,
        row.widest
          ? `${openTo[row.widest]}${row.usually === row.widest ? '' : ` (${row.openTo[row.widest].items})`}`
          : '',
        labeledShare(row.labels),
        row.earliest ?? '',
        row.purpose ?? '',
        storeStates[row.store.state],
        plain(nameAndOwner(row.store)),
      ]),
      terminal,
    ),
    head('What it is, items with PHI by kind'),
    textTable(
      ['Items', 'Certain', 'Likely', 'Weak', 'Kind'],
      Object.entries(total.detectors)
        .toSorted(([, a], [, b]) => b.items - a.items)
        .map(([id, { items, certain = 0, likely = 0, weak = 0 }]) => [items, certain, likely, weak, detectorName(id)]),
      terminal,
    ),
    ...(Object.keys(total.sensitive).length > 0
      ? [
          `Extra sensitive: ${Object.entries(total.sensitive)
            .map(([name, count]) => `${name} ${count}`)
            .join(', ')}`,
        ]
      : []),
    `Open to: ${exposures.map((one) => `${openTo[one].toLowerCase()} ${total.openTo[one].items}`).join(', ')}`,
    ...(states.length > 0
      ? [`Patients by state of their address: ${states.map(([state, count]) => `${state} ${count}`).join(', ')}`]
      : []),
    ...(closed.stores > 0
      ? [
          `Placement: ${plural(placement.filter(({ outcome }) => outcome === 'violation').length, 'item')} with PHI in ${plural(closed.stores, 'store')} that may hold none; ${closed.unread} items there are not known. See: wardline placement check`,
        ]
      : []),
  ].join('\n');
}

function nameAndOwner({ name, owner }: TenantContent['stores'][number]['store']): string {
  return owner === null || name.includes(owner) ? name : `${name} · ${owner}`;
}
