import type { ReactNode } from 'react';
import { Figure } from './figure.tsx';
import { useWidth } from './use-width.ts';

/** A figure that is drawn as wide as its place. */
export function Drawn({
  draw,
  summary,
  table,
  height = 0,
}: {
  draw: (width: number) => string;
  summary: string;
  table: { head: readonly string[]; rows: readonly (readonly ReactNode[])[] };
  /** Pixels that are kept free until it is drawn, so that nothing jumps. */
  height?: number;
}) {
  const [place, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={place} className="drawn" style={{ minHeight: height }}>
      {width > 0 && <Figure svg={draw(width)} summary={summary} table={table} />}
    </div>
  );
}
