import { Link } from '@tanstack/react-router';
import { type ReactNode, use, useEffect, useRef } from 'react';
import { TenantContext } from '../shell/session.tsx';
import { words } from '../words/index.ts';

/** Title, one line of where it comes from, actions at the right. The title is what a screen reader hears on arrival. */
export function Page({
  title,
  within,
  provenance,
  actions,
  children,
}: {
  title: string;
  /** The page above this one. */
  within?: { title: string; to: string };
  provenance?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const head = useRef<HTMLHeadingElement>(null);
  const tenant = use(TenantContext)?.name;
  useEffect(() => {
    document.title = [title, tenant, 'Wardline'].filter(Boolean).join(' · ');
  }, [title, tenant]);
  useEffect(() => head.current?.focus({ preventScroll: true }), [title]);
  return (
    <>
      <div className="ph">
        {within && (
          <nav className="within" aria-label={words.shell.within}>
            <Link to={within.to as '/'}>{within.title}</Link> <span aria-hidden="true">/</span>
          </nav>
        )}
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        {provenance && <span className="c s">{provenance}</span>}
        {actions && <div className="acts">{actions}</div>}
      </div>
      {children}
    </>
  );
}

export function Card({
  title,
  caption,
  actions,
  children,
  flush = false,
}: {
  title?: string;
  caption?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** What it holds reaches its edges, as tables do. */
  flush?: boolean;
}) {
  return (
    <section className="card" aria-label={title}>
      {title && (
        <div className="ch">
          <h2>{title}</h2>
          {caption && <span className="s c">{caption}</span>}
          <span className="sp" />
          {actions}
        </div>
      )}
      <div className={flush ? undefined : 'pad'}>{children}</div>
    </section>
  );
}
