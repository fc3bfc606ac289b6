import type { Counted } from '../../../api/inventory.ts';
import { detectorName } from '../../components/content-words.ts';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';

const text = words.inventory.kinds;
const strengths = ['certain', 'likely', 'weak'] as const;

/** Kinds shown; the rest stands in the items. */
const most = 10;

/** What was found, by kind and how sure. */
export function KindsCard({ total }: { total: Counted }) {
  const kinds = Object.entries(total.detectors)
    .toSorted(([, a], [, b]) => b.items - a.items)
    .slice(0, most);
  const extra = Object.entries(total.sensitive).toSorted(([, a], [, b]) => b - a);
  const largest = Math.max(1, ...kinds.map(([, { items }]) => items), ...extra.map(([, items]) => items));
  return (
    <Card title={text.title} caption={text.caption}>
      <table className="kinds">
        <caption className="sr">{text.title}</caption>
        <tbody>
          {kinds.map(([detector, found]) => (
            <tr key={detector}>
              <th scope="row">{detectorName(detector)}</th>
              <td className="r b">{found.items.toLocaleString()}</td>
              <td>
                <span className="strengths">
                  {strengths.map((strength) => {
                    const items = found[strength] ?? 0;
                    return (
                      items > 0 && (
                        <i
                          key={strength}
                          className={`st-${strength}`}
                          style={{ width: `${(100 * items) / largest}%` }}
                          title={`${words.content.strengths[strength]} ${items}`}
                        />
                      )
                    );
                  })}
                </span>
                <span className="sr">
                  {strengths
                    .map((strength) => `${words.content.strengths[strength]} ${found[strength] ?? 0}`)
                    .join(', ')}
                </span>
              </td>
            </tr>
          ))}
          {extra.length > 0 && (
            <tr className="extra">
              <th scope="rowgroup" colSpan={3}>
                {text.extra}
              </th>
            </tr>
          )}
          {extra.map(([name, items]) => (
            <tr key={name}>
              <th scope="row">{words.content.sensitive[name] ?? name}</th>
              <td className="r b">{items.toLocaleString()}</td>
              <td>
                <span className="strengths">
                  <i className="st-certain" style={{ width: `${(100 * items) / largest}%` }} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="row c m legend">
        {strengths.map((strength) => (
          <li key={strength} className="expo">
            <i className={`sw st-${strength}`} aria-hidden="true" />
            {words.content.strengths[strength]}
          </li>
        ))}
      </ul>
    </Card>
  );
}
