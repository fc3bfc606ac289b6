import type { z } from 'zod';
import type { testConnection } from '../../../api/connection.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';

const { columns, works, fails } = words.settings.connections;

/** What each API answered to a small question, and what to do where it did not. */
export function ProbeTable({
  rows,
  label,
}: {
  rows: z.output<(typeof testConnection)['answer']>['items'];
  label: string;
}) {
  return (
    <div className="grid-wrap" role="status">
      <table className="stack" aria-label={label}>
        <thead>
          <tr>
            {[columns.api, columns.works, columns.says, columns.next].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ api, works: sound, says, next }) => (
            <tr key={api}>
              <td className="b">{api}</td>
              <td data-h={columns.works}>
                <OutcomeBadge outcome={sound ? 'pass' : 'fail'} words={sound ? works : fails} />
              </td>
              <td data-h={columns.says}>{says}</td>
              <td data-h={columns.next}>{next}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
