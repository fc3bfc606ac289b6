import { createContext, use } from 'react';
import type { z } from 'zod';
import type { me } from '../../api/sign-in.ts';
import type { Permission } from '../../core/permission.ts';

export type Session = z.output<(typeof me)['answer']>;
export type TenantShown = Session['tenants'][number];

/** Who is signed in. Set by the shell, so every page below it has it. */
export const SessionContext = createContext<Session | undefined>(undefined);
/** The tenant of the address. */
export const TenantContext = createContext<TenantShown | undefined>(undefined);

export function useSession(): Session {
  return use(SessionContext)!;
}

/** The tenant that this page is about; pages below `/t/{tenant}` have one. */
export function useTenant(): TenantShown {
  return use(TenantContext)!;
}

/** Whether the person may do this in the tenant of the page, or everywhere on a page about Wardline itself. */
export function useMay(permission: Permission): boolean {
  const session = useSession();
  const tenant = use(TenantContext);
  return (tenant?.permissions ?? session.everywhere).includes(permission);
}
