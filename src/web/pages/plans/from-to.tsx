import { words } from '../../words/index.ts';

const text = words.plans.values;
/** Letters of a value that are shown at once; the rest opens. */
const long = 90;

/** Only what differs, each field in a line. What was not there before has no values to compare. */
export function FromTo({
  from,
  to,
}: {
  from: Readonly<Record<string, unknown>>;
  to: Readonly<Record<string, unknown>>;
}) {
  const fields = Object.keys(to).filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
  if (Object.keys(from).length === 0)
    return (
      <div className="fromto">
        <div className="ft">
          <span className="from">{text.absent}</span>
          <span aria-hidden="true"> → </span>
          <span className="sr">to</span>
          <span className="to">{text.created}</span>
        </div>
        <details>
          <summary className="c">{text.show(fields.length)}</summary>
          <dl className="kv c">
            {fields.map((field) => (
              <div key={field}>
                <dt className="code">{field}</dt>
                <dd className="code wrap">{shown(to[field])}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    );
  return (
    <ul className="fromto">
      {fields.map((field) => (
        <li key={field}>
          <span className="code s under wrap">{field}</span>
          <span className="ft">
            <Value of={from[field]} className="from" />
            <span aria-hidden="true"> → </span>
            <span className="sr">to</span>
            <Value of={to[field]} className="to" />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Value({ of, className }: { of: unknown; className: string }) {
  const whole = shown(of);
  if (whole.length <= long) return <span className={`${className} wrap`}>{whole}</span>;
  return (
    <details className={className}>
      <summary>{text.long(whole.length)}</summary>
      <span className="code wrap">{whole}</span>
    </details>
  );
}

function shown(value: unknown): string {
  if (value === true) return text.on;
  if (value === false) return text.off;
  if (value === undefined || value === null || value === '') return text.none;
  if (Array.isArray(value) && value.length === 0) return text.none;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
