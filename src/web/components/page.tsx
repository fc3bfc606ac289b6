import { type ReactNode, useEffect, useRef } from 'react';

/** Title, one line of where it comes from, actions at the right. The title is what a screen reader hears on arrival. */
export function Page({
  title,
  provenance,
  actions,
  children,
}: {
  title: string;
  provenance?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Wardline`;
    head.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <>
      <div className="ph">
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        {provenance && <span className="c s">{provenance}</span>}
        <span className="sp" />
        {actions}
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
