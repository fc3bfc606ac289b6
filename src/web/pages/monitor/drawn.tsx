import { Figure } from '../../components/figure.tsx';
import { useWidth } from '../../components/use-width.ts';

/** A figure that is drawn as wide as its place. */
export function Drawn({
  draw,
  summary,
  table,
}: {
  draw: (width: number) => string;
  summary: string;
  table: { head: readonly string[]; rows: readonly (readonly (string | number)[])[] };
}) {
  const [place, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={place} className="drawn">
      {width > 0 && <Figure svg={draw(width)} summary={summary} table={table} />}
    </div>
  );
}
