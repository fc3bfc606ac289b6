import type { StoreShown } from '../../../api/inventory.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { words } from '../../words/index.ts';

const text = words.inventory.gaps;

/** Stores named before there is more to tell. */
const most = 5;

/** What was not looked at, said before any number of what was. */
export function UnknownStores({ stores }: { stores: readonly StoreShown[] }) {
  const unknown = stores.filter(({ state }) => state !== 'scanned' && state !== 'gone');
  if (unknown.length === 0) return undefined;
  return (
    <section className="card pad" aria-label={text.title(unknown.length)}>
      <div className="row">
        <OutcomeBadge outcome="unknown" tint words={text.title(unknown.length)} />
        <span className="m">{text.text}</span>
      </div>
      <ul className="gaps m">
        {unknown.slice(0, most).map(({ id, name, service, state, detail }) => (
          <li key={id}>
            <b>{name}</b> <span className="s">{service}</span> {words.content.states[state]}
            {detail && `: ${detail}`}
          </li>
        ))}
        {unknown.length > most && <li className="s">{text.more(unknown.length - most)}</li>}
      </ul>
    </section>
  );
}
