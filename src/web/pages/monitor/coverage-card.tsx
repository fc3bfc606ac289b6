import type { ReviewShown } from '../../../api/log-review.ts';
import { moment } from '../../components/dates.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';

const text = words.review.coverage;

/** The six families of events: collected, licensed, last seen. */
export function CoverageCard({ families }: { families: ReviewShown['families'] }) {
  const { columns } = text;
  return (
    <Card title={text.title} flush>
      <div className="grid-wrap">
        <table className="stack">
          <thead>
            <tr>
              {Object.values(columns).map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {families.map((family) => (
              <tr key={family.family}>
                <td className="b">{family.title}</td>
                <td data-h={columns.collected}>
                  <OutcomeBadge
                    outcome={family.collected ? 'pass' : 'fail'}
                    words={family.collected ? text.yes : text.no}
                  />
                </td>
                <td data-h={columns.license}>{text.licensed[family.licensed]}</td>
                <td data-h={columns.last}>{family.lastEventAt ? moment(family.lastEventAt) : words.common.never}</td>
                <td
                  data-h={columns.month}
                >{`${family.records.toLocaleString()} (${family.before.toLocaleString()})`}</td>
                <td data-h={columns.note} className="c m">
                  {family.warning}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
