import type { AuditEvent } from '../audit-event.ts';
import { changeOf, changesOf } from './changes.ts';
import { targetsOf } from './targets.ts';
import { yesOf } from './values.ts';

export interface ConsentFacts {
  /** True when it holds for everybody in the tenant. */
  tenantWide: boolean;
  byAdmin: boolean;
  /** Delegated permissions and app roles as named: `Mail.Read`, `offline_access`. */
  scopes: readonly string[];
  app?: string;
  /** Object id of the service principal, lower case. */
  appObjectId?: string;
}

/** Consent to an application, app role or delegated permission grant, in any spelling; for other records the lists are empty. */
export function consentOf(event: AuditEvent): ConsentFacts {
  const permissions = changeOf(event, 'ConsentAction.Permissions')?.new ?? '';
  // The new grant stands after the arrow: `[] => [[Id: .., ConsentType: AllPrincipals, Scope: User.Read Mail.Read, ..]]`.
  const granted = permissions.slice(permissions.lastIndexOf('=>') + 1);
  const scopes = [...granted.matchAll(/Scope: ?([^,\]]*)/g)].flatMap(([, words]) => words!.split(/\s+/));
  const named = ['DelegatedPermissionGrant.Scope', 'AppRole.Value'].flatMap((name) =>
    (changeOf(event, name)?.new ?? '').split(/\s+/),
  );
  const service = targetsOf(event).find((target) => target.kind === 'service' || target.kind === 'application');
  const app = service?.name ?? changeOf(event, 'ServicePrincipal.DisplayName')?.new;
  const types = changesOf(event)
    .filter(({ name }) => name.endsWith('ConsentType'))
    .map((change) => change.new);
  return {
    tenantWide:
      yesOf(changeOf(event, 'ConsentContext.OnBehalfOfAll')?.new) === true ||
      /AllPrincipals/.test(granted + types.join(' ')),
    byAdmin: yesOf(changeOf(event, 'ConsentContext.IsAdminConsent')?.new) === true,
    scopes: [...new Set([...scopes, ...named].filter(Boolean))],
    ...(app && { app }),
    ...(service?.id && { appObjectId: service.id }),
  };
}
