/** A value as people read it. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'not set';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function moveText(from: unknown, to: unknown): string {
  return `${shown(from)} → ${shown(to)}`;
}

/** From what to what. */
export function Move({ from, to }: { from: unknown; to: unknown }) {
  return (
    <span className="ft">
      <span className="from anywhere">{shown(from)}</span>
      <span aria-hidden="true">→</span>
      <span className="sr">to</span>
      <span className="to anywhere">{shown(to)}</span>
    </span>
  );
}
