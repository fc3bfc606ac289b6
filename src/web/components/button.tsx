import { Link } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';
const classes: Readonly<Record<Look, string>> = { primary: 'btn p', plain: 'btn', quiet: 'btn q', danger: 'btn d' };

/** One primary button a page. `busy` keeps its width and refuses a second press. */
export function Button({
  look = 'plain',
  small = false,
  busy = false,
  children,
  ...given
}: { look?: Look; small?: boolean; busy?: boolean; children: ReactNode } & Omit<
  ComponentProps<'button'>,
  'className'
>) {
  return (
    <button
      type="button"
      {...given}
      className={`${classes[look]}${small ? ' sm' : ''}`}
      aria-busy={busy || undefined}
      disabled={given.disabled || busy}
    >
      {children}
    </button>
  );
}

/** A link that looks like a button: it leads somewhere and does nothing. */
export function ButtonLink({
  look = 'plain',
  small = false,
  to,
  children,
}: {
  look?: Look;
  small?: boolean;
  to: string;
  children: ReactNode;
}) {
  return (
    <Link to={to} className={`${classes[look]}${small ? ' sm' : ''}`}>
      {children}
    </Link>
  );
}
