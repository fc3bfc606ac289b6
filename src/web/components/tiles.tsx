import type { ReactNode } from 'react';

export interface Tile {
  title: string;
  value: ReactNode;
  note?: ReactNode;
  /** Color only means outcome. */
  look?: 'fail' | 'unk';
}

/** Numbers beside each other, each with its "of what". */
export function Tiles({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <dl className="card tiles">
      {tiles.map(({ title, value, note, look }) => (
        <div key={title}>
          <dt className={`c ${look === 'unk' ? 'o-unk' : 'm'}`}>{title}</dt>
          <dd>
            <b className={look && `o-${look}`}>{value}</b>
            {note && <span className="c s">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
