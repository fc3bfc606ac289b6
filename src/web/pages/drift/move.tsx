import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { words } from '../../words/index.ts';
import { differencesOf } from './differences.ts';

const text = words.drift.values;
/** Places that are shown at once. */
const most = 3;

/** A value as people read it. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return text.none;
  if (value === true) return text.yes;
  if (value === false) return text.no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function moveText(from: unknown, to: unknown): string {
  return `${shown(from)} → ${shown(to)}`;
}

/** From what to what; of a long value only the places that differ. */
export function Move({ from, to }: { from: unknown; to: unknown }) {
  const [all, showAll] = useState(false);
  const differences = differencesOf(from, to);
  const places = differences.length === 0 ? [{ place: '', from, to }] : differences;
  return (
    <>
      <ul className="fromto">
        {(all ? places : places.slice(0, most)).map((one) => (
          <li key={one.place}>
            {one.place !== '' && <span className="code s under wrap">{one.place}</span>}
            <span className="from wrap">{shown(one.from)}</span>
            <span aria-hidden="true"> → </span>
            <span className="sr">to</span>
            <b className="wrap">{shown(one.to)}</b>
          </li>
        ))}
      </ul>
      {!all && places.length > most && (
        <Button small look="quiet" onClick={() => showAll(true)}>
          {words.findings.sheet.more(places.length - most)}
        </Button>
      )}
    </>
  );
}
