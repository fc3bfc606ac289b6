import type { Exposure } from '../../core/content.ts';
import { words } from '../words/index.ts';

/** Who can open something: swatch and words. */
export function ExposureMark({ exposure }: { exposure: Exposure }) {
  return (
    <span className="expo">
      <i className={`sw e-${exposure}`} aria-hidden="true" />
      {words.content.exposure[exposure]}
    </span>
  );
}

export function ExposureLegend({ of }: { of: readonly Exposure[] }) {
  return (
    <ul className="row c m legend">
      {of.map((exposure) => (
        <li key={exposure}>
          <ExposureMark exposure={exposure} />
        </li>
      ))}
    </ul>
  );
}

/** A share of a whole, as a bar with its number. */
export function ShareBar({ part, whole, label }: { part: number; whole: number; label: string }) {
  const percent = whole > 0 ? Math.floor((100 * part) / whole) : 0;
  return (
    <span className="share">
      <span className="track" aria-hidden="true">
        <i style={{ width: `${percent}%` }} />
      </span>
      <span>{label}</span>
    </span>
  );
}

/** An address or name that breaks after its @, never within a word. */
export function Address({ text }: { text: string }) {
  const at = text.lastIndexOf('@') + 1;
  return (
    <span className="address">
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </span>
  );
}
