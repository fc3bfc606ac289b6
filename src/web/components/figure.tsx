import { type ReactNode, useId, useState } from 'react';
import { words } from '../words/index.ts';
import { Svg } from './svg.tsx';

/** A chart with its twin: the same numbers as a table, and one sentence that says what it shows. */
export function Figure({
  svg,
  summary,
  table,
}: {
  /** Drawn by reports/figures. */
  svg: string;
  summary: string;
  table: { head: readonly string[]; rows: readonly (readonly ReactNode[])[] };
}) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className="figure">
      <div id={id}>
        {asTable ? (
          <div className="grid-wrap">
            <table>
              <thead>
                <tr>
                  {table.head.map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, at) => (
                  <tr key={at}>
                    {row.map((cell, column) => (
                      <td key={column}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <Svg markup={svg} />
        )}
      </div>
      <figcaption className="row c">
        <span className="m">{summary}</span>
        <span className="sp" />
        <button
          type="button"
          className="btn q sm"
          aria-expanded={asTable}
          aria-controls={id}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? words.common.asPicture : words.common.asTable}
        </button>
      </figcaption>
    </figure>
  );
}
