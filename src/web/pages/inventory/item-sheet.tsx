import type { ItemShown } from '../../../api/inventory.ts';
import type { ShownName } from '../../client/use-names.ts';
import { detectorName } from '../../components/content-words.ts';
import { Sheet } from '../../components/dialog.tsx';
import { ExposureMark } from '../../components/exposure.tsx';
import { MaskedName } from '../../components/names-bar.tsx';
import { words } from '../../words/index.ts';

const { sheet, columns } = words.storePage;
const { content } = words;

/** One item: why it is what it is, kinds and places of what was found; with its name where that was asked for. */
export function ItemSheet({
  item,
  name,
  onClose,
}: {
  item: ItemShown;
  name: ShownName | undefined;
  onClose: () => void;
}) {
  const grantees = name ? [...new Set([...name.shares.values()].flat())] : [];
  return (
    <Sheet title={<MaskedName path={name?.path} kind={item.kind} />} open onClose={onClose}>
      <div className="row">
        <b>{content.classes[item.class]}</b>
        <ExposureMark exposure={item.exposure} />
        <span className="m">{content.people(item.patients)}</span>
      </div>
      <section>
        <h3>{sheet.why}</h3>
        <p>{item.why}</p>
      </section>
      <section>
        <h3>{sheet.matches}</h3>
        {item.matches.length === 0 ? (
          <p className="m">{sheet.noMatches}</p>
        ) : (
          <div className="grid-wrap">
            <table className="stack">
              <thead>
                <tr>
                  {sheet.head.map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {item.matches.map(({ detector, strength, count, sample, places }) => (
                  <tr key={detector}>
                    <td className="b">{detectorName(detector)}</td>
                    <td data-h={sheet.head[1]}>{content.strengths[strength]}</td>
                    <td data-h={sheet.head[2]}>{count}</td>
                    <td data-h={sheet.head[3]} className="code">
                      {sample}
                    </td>
                    <td data-h={sheet.head[4]} className="c m wrap">
                      {places.join('; ')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {name && name.places.some((place) => place !== '') && (
        <section>
          <h3>{columns.where}</h3>
          <p className="m wrap">
            {[...new Set(name.places)]
              .filter((place) => place !== '')
              .slice(0, 40)
              .join('; ')}
          </p>
        </section>
      )}
      {grantees.length > 0 && (
        <section>
          <h3>{sheet.shares}</h3>
          <p className="m wrap">{grantees.join(', ')}</p>
        </section>
      )}
      {item.gaps.length > 0 && (
        <section>
          <h3>{sheet.gaps}</h3>
          <ul>
            {item.gaps.map(({ place, reason }, at) => (
              <li key={at} className="m">
                {place && `${place}: `}
                {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Sheet>
  );
}
