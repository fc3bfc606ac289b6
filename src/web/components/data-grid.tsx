import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { words } from '../words/index.ts';
import { exportRows } from './export-rows.ts';

const text = words.grid;

export interface Column<R> {
  id: string;
  title: string;
  /** What the cell shows. */
  cell(row: R): ReactNode;
  /** What it is sorted and exported by. */
  value(row: R): string | number;
  /** Numbers stand right. */
  number?: true;
  /** Left out until the person asks for it. */
  extra?: true;
  /** Left out where the table has little room. */
  low?: true;
  /** Says by itself what it is: where rows become cards, no title stands before it. */
  plain?: true;
}

type Order = { by: string; up: boolean };

/**
 * A table as one tab stop: arrows move from cell to cell, Enter opens a row, Space selects it. It sorts, lets columns be
 * chosen, and exports what it shows.
 */
export function DataGrid<R>({
  label,
  rows,
  columns,
  keyOf,
  onOpen,
  selection,
  order: first,
  empty,
  file,
  opened,
}: {
  label: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  keyOf(row: R): string;
  onOpen?: (row: R) => void;
  selection?: { chosen: ReadonlySet<string>; onChange(chosen: ReadonlySet<string>): void; can?(row: R): boolean };
  order?: Order;
  empty: ReactNode;
  /** Name of exported files, without ending. */
  file: string;
  /** The row that stands open beside the list. */
  opened?: string | undefined;
}) {
  const [order, setOrder] = useState<Order | undefined>(first);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(columns.filter(({ extra }) => extra).map(({ id }) => id)),
  );
  const [compact, setCompact] = useState(false);
  const [at, setAt] = useState<[row: number, column: number]>([0, 0]);
  const body = useRef<HTMLTableElement>(null);
  const shown = columns.filter(({ id }) => !hidden.has(id));
  const sorted = useMemo(() => {
    const by = columns.find(({ id }) => id === order?.by);
    if (!by || !order) return rows;
    return rows.toSorted((a, b) => compare(by.value(a), by.value(b)) * (order.up ? 1 : -1));
  }, [rows, columns, order]);

  const focus = (row: number, column: number) => {
    const next: [number, number] = [clamp(row, sorted.length), clamp(column, shown.length + (selection ? 1 : 0))];
    setAt(next);
    body.current?.querySelector<HTMLElement>(`[data-cell="${next[0]}:${next[1]}"]`)?.focus();
  };
  const toggle = (row: R) => {
    if (!selection || (selection.can && !selection.can(row))) return;
    const chosen = new Set(selection.chosen);
    if (!chosen.delete(keyOf(row))) chosen.add(keyOf(row));
    selection.onChange(chosen);
  };
  const onKey = (event: KeyboardEvent) => {
    const [row, column] = at;
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(row + 1, column),
      ArrowUp: () => focus(row - 1, column),
      j: () => focus(row + 1, column),
      k: () => focus(row - 1, column),
      ArrowRight: () => focus(row, column + 1),
      ArrowLeft: () => focus(row, column - 1),
      Home: () => focus(event.ctrlKey ? 0 : row, 0),
      End: () => focus(event.ctrlKey ? sorted.length - 1 : row, Infinity),
      PageDown: () => focus(row + 10, column),
      PageUp: () => focus(row - 10, column),
      Enter: () => sorted[row] && onOpen?.(sorted[row]),
      ' ': () => sorted[row] && toggle(sorted[row]),
    };
    const move = moves[event.key];
    if (!move || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('button, a, input')) return;
    event.preventDefault();
    move();
  };

  if (rows.length === 0) return <>{empty}</>;
  const shift = selection ? 1 : 0;
  return (
    <>
      <div className="row tools">
        <span className="c s">{text.rows(rows.length)}</span>
        <span className="sp" />
        <Menu
          label={text.columns}
          groups={[
            {
              heading: text.columns,
              choices: columns.slice(1).map(({ id, title }) => ({
                id,
                label: title,
                selected: !hidden.has(id),
                act: () =>
                  setHidden((now) => {
                    const next = new Set(now);
                    if (!next.delete(id)) next.add(id);
                    return next;
                  }),
              })),
            },
            {
              heading: text.density,
              choices: [{ id: '-compact', label: text.compact, selected: compact, act: () => setCompact(!compact) }],
            },
          ]}
        >
          <Button look="quiet" small>
            <Icon name="columns" />
            {text.columns}
          </Button>
        </Menu>
        <Menu
          label={text.exportShown}
          groups={[
            {
              heading: text.exportShown,
              choices: (['csv', 'json'] as const).map((form) => ({
                id: form,
                label: form.toUpperCase(),
                act: () => exportRows(file, form, shown, sorted),
              })),
            },
          ]}
        >
          <Button look="quiet" small>
            <Icon name="download" />
            {text.export}
          </Button>
        </Menu>
      </div>
      <div className="grid-wrap">
        <table
          ref={body}
          className={`grid stack${compact ? ' compact' : ''}`}
          role="grid"
          aria-label={label}
          aria-rowcount={sorted.length}
          onKeyDown={onKey}
        >
          <thead>
            <tr>
              {selection && (
                <th scope="col">
                  <span className="sr">{text.select}</span>
                </th>
              )}
              {shown.map(({ id, title, number, low }) => (
                <th
                  key={id}
                  scope="col"
                  className={classOf(number, low)}
                  aria-sort={order?.by === id ? (order.up ? 'ascending' : 'descending') : undefined}
                >
                  <button type="button" onClick={() => setOrder({ by: id, up: order?.by === id ? !order.up : true })}>
                    {title}
                    {order?.by === id && <span aria-hidden="true">{order.up ? '↑' : '↓'}</span>}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row, index) => {
              const key = keyOf(row);
              const chosen = selection?.chosen.has(key);
              return (
                <tr
                  key={key}
                  className={[onOpen && 'open', key === opened && 'shown'].filter(Boolean).join(' ') || undefined}
                  aria-selected={chosen}
                  onClick={() => onOpen?.(row)}
                >
                  {selection && (
                    <td
                      data-cell={`${index}:0`}
                      tabIndex={at[0] === index && at[1] === 0 ? 0 : -1}
                      onFocus={() => setAt([index, 0])}
                      onClick={(event) => event.stopPropagation()}
                    >
                      {(!selection.can || selection.can(row)) && (
                        <input
                          type="checkbox"
                          tabIndex={-1}
                          aria-label={text.select}
                          checked={chosen === true}
                          onChange={() => toggle(row)}
                        />
                      )}
                    </td>
                  )}
                  {shown.map(({ id, title, cell, number, low, plain }, column) => (
                    <td
                      key={id}
                      data-h={column === 0 || plain ? undefined : title}
                      data-cell={`${index}:${column + shift}`}
                      className={classOf(number, low)}
                      tabIndex={at[0] === index && at[1] === column + shift ? 0 : -1}
                      onFocus={() => setAt([index, column + shift])}
                    >
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function classOf(number?: true, low?: true): string | undefined {
  return [number && 'r', low && 'low'].filter(Boolean).join(' ') || undefined;
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

function clamp(value: number, length: number): number {
  return Math.max(0, Math.min(value, length - 1));
}
