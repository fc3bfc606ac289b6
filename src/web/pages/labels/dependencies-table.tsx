import type { DependenciesShown } from '../../../api/labels.ts';
import { Empty } from '../../components/state.tsx';
import { words } from '../../words/index.ts';

const text = words.labels.dependencies;

/** Labels with everything that hangs on each; links that lead nowhere come first. */
export function DependenciesTable({ found }: { found: DependenciesShown }) {
  const { labels, broken, misnamed, unread } = found;
  const wrong = broken.length + labels.reduce((sum, { problems }) => sum + problems.length, 0);
  return (
    <>
      <div className="col pad">
        {broken.map(({ kind, name, to }) => (
          <p key={`${kind} ${name} ${to}`} className="note bad wrap">
            {text.broken(kind, name, to)}
          </p>
        ))}
        {misnamed.map(({ name, why }) => (
          <p key={name} className="note warn wrap">
            {why}
          </p>
        ))}
        {unread.length > 0 && <p className="note warn">{text.unread(unread.join(', '))}</p>}
        {wrong === 0 && labels.length > 0 && <p className="m">{text.allWell}</p>}
      </div>
      {labels.length === 0 ? (
        <Empty fact={text.none.fact} next={text.none.next} />
      ) : (
        <div className="grid-wrap">
          <table className="stack">
            <thead>
              <tr>
                {text.head.map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {labels.flatMap(({ id, label, encrypts, dependents, problems }) => {
                const rows = dependents.length > 0 ? dependents : [undefined];
                return rows.map((dependent, at) => (
                  <tr key={`${id} ${at}`}>
                    {at === 0 && (
                      <th scope="rowgroup" rowSpan={rows.length} className="label">
                        <b className="wrap">{label}</b>
                        {encrypts && <span className="c s">{text.encrypts}</span>}
                        {problems.map((problem) => (
                          <span key={problem} className="c o-fail wrap">
                            {problem}
                          </span>
                        ))}
                      </th>
                    )}
                    {dependent ? (
                      <>
                        <td className="wrap">
                          <span className="s">{dependent.kind}</span> {dependent.name}
                        </td>
                        <td className="wrap">{dependent.effect}</td>
                      </>
                    ) : (
                      <td colSpan={2} className="s">
                        {text.nothing}
                      </td>
                    )}
                  </tr>
                ));
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
