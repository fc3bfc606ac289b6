import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TenantRow } from '../../../api/tenants.ts';
import { scoreSpark } from '../../../reports/figures/score-spark.ts';
import { day } from '../../components/dates.ts';
import { Svg } from '../../components/svg.tsx';
import { words } from '../../words/index.ts';

const text = words.tenants;
/** Most small pictures: what comes after them is in the table. */
const most = 24;

/** The score of each tenant over its last checks, all on one scale. */
export function Sparks({ rows }: { rows: readonly TenantRow[] }) {
  const [asTable, setAsTable] = useState(false);
  const shown = rows.slice(0, most);
  return (
    <figure className="figure">
      <figcaption className="row c">
        <span className="m">{text.sparksSentence(shown.length, rows.length)}</span>
        <span className="sp" />
        <button type="button" className="btn q sm" aria-expanded={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? text.asPicture : text.asTable}
        </button>
      </figcaption>
      {asTable ? (
        <div className="grid-wrap">
          <table>
            <thead>
              <tr>
                <th scope="col">{text.columns.tenant}</th>
                <th scope="col">{text.columns.trend}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, name, trend }) => (
                <tr key={id}>
                  <td className="b">{name}</td>
                  <td>{trend.map(({ at, score }) => `${day(at)}: ${score}`).join(' · ') || text.unread}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <ul className="sparks">
          {shown.map(({ id, name, trend, state, gate, score }) => {
            const look = state !== 'current' ? 'unread' : gate?.open ? 'open' : 'closed';
            return (
              <li key={id}>
                <Link to={`/t/${id}` as '/'}>
                  <span className="row spark-head">
                    <span className="b name" title={name}>
                      {name}
                    </span>
                    <b className={look === 'unread' ? 'o-unk' : look === 'closed' ? 'o-fail' : undefined}>
                      {look === 'unread' ? '?' : score?.today}
                    </b>
                  </span>
                  <Svg markup={scoreSpark({ name, points: trend, look })} />
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </figure>
  );
}
