import { type ReactNode, useEffect } from 'react';
import { Mark } from '../../components/icon.tsx';

/** The frame of pages before somebody is signed in. */
export function Gatehouse({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Wardline`;
  }, [title]);
  return (
    <main className="gatehouse">
      <div className="card">
        <span className="logo">
          <Mark />
          Wardline
        </span>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
