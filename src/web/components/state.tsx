import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../client/call.ts';
import { words } from '../words/index.ts';
import { Button, ButtonLink } from './button.tsx';

/** Rows in the shape of what comes; they show after a moment, so that quick answers do not flicker. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div className="skeleton" role="status" aria-label={words.shell.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} style={{ width: `${92 - ((row * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** One sentence of fact, one of what next, one button. */
export function Empty({ fact, next, action }: { fact: string; next?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="b">{fact}</p>
      {next && <p className="m">{next}</p>}
      {action}
    </div>
  );
}

/** For an address that leads nowhere, or nowhere for this person: it looks the same. */
export function NoSuchPage() {
  const { notFound } = words.shell;
  return <Empty fact={notFound.title} next={notFound.text} action={<ButtonLink to="/">{notFound.home}</ButtonLink>} />;
}

/** A fault stays where it happened, with what to do. */
export function Fault({ problem, again }: { problem: Problem; again?: () => void }) {
  const { failed, notPermitted } = words.shell;
  return (
    <div className="empty" role="alert">
      <p className="b">{problem.status === 403 ? notPermitted : problem.message || failed.title}</p>
      {problem.body?.hint && <p className="m">{problem.body.hint}</p>}
      {again && problem.status !== 403 && (
        <Button small onClick={again}>
          {failed.again}
        </Button>
      )}
      {problem.body?.request && <p className="s c code">{failed.request(problem.body.request)}</p>}
    </div>
  );
}

/** What a query gave, or why not yet. Old data stays while new is fetched. */
export function Loaded<T>({
  of,
  rows,
  children,
}: {
  of: UseQueryResult<T, Problem>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <Fault problem={of.error} again={() => void of.refetch()} />;
  return <Skeleton {...(rows !== undefined && { rows })} />;
}
