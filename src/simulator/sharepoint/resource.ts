import type { Caller } from '../entra/bearer.ts';
import type { Request, Response } from '../http.ts';
import type { State } from '../state.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';

export interface SharePointContext {
  tenant: Tenant;
  state: State;
  caller: Caller;
  request: Request;
  /** Address of the site collection that was asked, without a slash at the end: `https://contoso.sharepoint.com/sites/x`. */
  site: string;
  /** Values of the path's `{parameters}`. */
  parameters: Readonly<Record<string, string>>;
}

/** One read of SharePoint's REST API. */
export interface SharePointRead {
  /** `admin`: on the admin host; `site`: on every site collection. */
  host: 'admin' | 'site';
  /** Below the host or the site: `/_api/SPO.Tenant`, `/_api/web/roleassignments`. */
  path: string;
  /** Type name in verbose answers. */
  type: string;
  /** A list is wrapped as such; `undefined` is 404. */
  read(context: SharePointContext): Entity | readonly Entity[] | undefined;
}

/** One write of SharePoint's REST API, on a site collection. */
export interface SharePointWrite {
  /** Below the site: `/_api/web/ensureuser`. */
  path: string;
  /** POST unless said; `MERGE` is a POST with `X-HTTP-Method`. */
  method?: 'MERGE' | 'DELETE';
  /** Its name in the audit log. */
  activity: string;
  /** Whoever may read the site may ask for it; otherwise full control is needed. */
  people?: true;
  /** Only on the root site. */
  root?: true;
  /** `undefined` is 404. */
  write(context: SharePointContext & { body: Entity }): Response | undefined;
}

export function defineSharePointWrite(write: SharePointWrite): SharePointWrite {
  return write;
}

export function defineSharePointRead(read: SharePointRead): SharePointRead {
  return read;
}

/** An object that CSOM can address: the tenant, or one site's properties. */
export interface CsomObject {
  type: string;
  identity: string;
  /** What `Query` gives. */
  properties: Entity;
  /** Takes `SetProperty` values when they take effect; throws `CsomError` for what it does not know. */
  set(state: State, values: ReadonlyMap<string, unknown>): void;
  /** The value in the form in which SharePoint keeps it; throws `CsomError`. */
  value(name: string, given: unknown): unknown;
  /** Values wait for the method `Update`; the tenant takes them at once. */
  needsUpdate: boolean;
}

/** An error of a CSOM request: HTTP 200 with ErrorInfo. */
export class CsomError extends Error {
  readonly type: string;
  readonly code: number;

  constructor(message: string, type = 'Microsoft.SharePoint.Client.InvalidClientQueryException', code = -1) {
    super(message);
    this.name = 'CsomError';
    this.type = type;
    this.code = code;
  }
}
