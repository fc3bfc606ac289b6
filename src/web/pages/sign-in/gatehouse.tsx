import { type ReactNode, useEffect } from 'react';
import { Icon, type IconName, Mark } from '../../components/icon.tsx';
import { words } from '../../words/index.ts';

const text = words.signIn.gatehouse;
const icons: readonly IconName[] = ['posture', 'phi', 'lock'];

/** The frame of pages before somebody is signed in. `step` is the place in the making of an account. */
export function Gatehouse({
  title,
  step,
  children,
}: {
  title: string;
  step?: { at: number; of: number };
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Wardline`;
  }, [title]);
  return (
    <div className="gatehouse">
      <aside className="says">
        <span className="logo">
          <Mark size={28} />
          Wardline
        </span>
        <p className="says-title">{text.title}</p>
        <ul>
          {text.points.map((point, at) => (
            <li key={point}>
              <Icon name={icons[at] ?? 'check'} />
              {point}
            </li>
          ))}
        </ul>
      </aside>
      <main>
        <div className="card">
          <span className="logo">
            <Mark />
            Wardline
          </span>
          {step && <p className="c s">{text.step(step.at, step.of)}</p>}
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}
