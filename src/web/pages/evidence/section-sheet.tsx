import { showConfigSection } from '../../../api/evidence.ts';
import { useCall } from '../../client/use-call.ts';
import { Sheet } from '../../components/dialog.tsx';
import { Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.book;

/** One section of the book: each object with its settings, why, by whom and when. */
export function SectionSheet({ section, onClose }: { section: string; onClose: () => void }) {
  const { id: tenant } = useTenant();
  const shown = useCall(showConfigSection, { path: { tenant, section } });
  const data = shown.data;
  return (
    <Sheet title={data?.title ?? section} open onClose={onClose}>
      <Loaded of={shown}>
        {({ call, unavailable, count, objects }) => (
          <>
            <p className="c s">{unavailable ?? call}</p>
            {count !== undefined && <p className="m">{text.counted(count)}</p>}
            {!unavailable && count === undefined && objects.length === 0 && <p>{text.empty}</p>}
            {objects.map((object, at) => (
              <section key={at} aria-label={object.name}>
                {(objects.length > 1 || count !== undefined) && <h3 className="anywhere">{object.name}</h3>}
                {object.decisions.map((line) => (
                  <p key={line} className="c">
                    {line}
                  </p>
                ))}
                {object.settings.length > 0 && (
                  <table className="stack fixed">
                    <thead>
                      <tr>
                        <th scope="col">{text.setting}</th>
                        <th scope="col">{text.value}</th>
                        <th scope="col">{text.why}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {object.settings.map((one) => (
                        <tr key={one.setting}>
                          <td className="b anywhere">{one.words}</td>
                          <td data-h={text.value} className="anywhere">
                            {one.value}
                          </td>
                          <td data-h={text.why} className="c">
                            {one.differs && <b className="o-fail">{text.differs} </b>}
                            {one.why.join(' ')}
                            <span className="s" style={{ display: 'block' }}>
                              {one.controls.join(', ')}
                            </span>
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                )}
                {object.unset.length > 0 && <p className="c s">{text.unset(object.unset.join(', '))}</p>}
              </section>
            ))}
          </>
        )}
      </Loaded>
    </Sheet>
  );
}
