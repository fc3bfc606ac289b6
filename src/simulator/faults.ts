import type { Request, Response } from './http.ts';

/** What goes wrong. Each is a thing that clients of Microsoft's APIs meet. */
export type FaultKind =
  /** 429; `retryAfter` in seconds, or as an HTTP date, or absent. */
  | { kind: 'throttled'; retryAfter?: number; as?: 'seconds' | 'date' }
  | { kind: 'unavailable'; retryAfter?: number; as?: 'seconds' | 'date' }
  | { kind: 'gateway-timeout' }
  /** 410, as for a delta link that is too old. */
  | { kind: 'gone' }
  /** Any status with any body. */
  | { kind: 'answer'; status: number; body?: unknown; headers?: Record<string, string> }
  /** The connection closes with no answer; `done`: after the request took effect. */
  | { kind: 'cut-before'; done?: boolean }
  /** The connection closes in the middle of the answer, after the request took effect. */
  | { kind: 'cut-middle' }
  /** The answer comes in drops: so many bytes, so many milliseconds apart. */
  | { kind: 'slow'; bytes?: number; every?: number }
  /** Nothing at all is said for so long. */
  | { kind: 'silent'; milliseconds: number }
  /** A web page in place of JSON, as from a proxy. */
  | { kind: 'html'; status?: number }
  /** A JSON answer with that many bytes of filling. */
  | { kind: 'huge'; bytes: number }
  /** HTTP 200 with an error inside, in the API's own form; the request takes no effect. */
  | { kind: 'error-in-200'; message?: string }
  /** 202 and a Location to ask; it is done after so many polls. */
  | { kind: 'operation'; polls?: number }
  /** More bytes than the item's size says, by so many. */
  | { kind: 'longer'; bytes: number }
  /**
   * Right after the answer somebody changes the file (its text is another then) or removes it: between a list and the
   * fetch, or while it is read. `store` as `putFile` takes it.
   */
  | { kind: 'meanwhile'; do: 'change' | 'remove'; tenant: string; store: string; file: string; text?: string }
  /** The page's link to the next page leads back to itself. */
  | { kind: 'paging-loop' }
  /** From this request on the application no longer has the role, also in tokens that it holds. */
  | { kind: 'lose-role'; role: string; appId?: string };

export type FaultRule = FaultKind & {
  /** Host name as a pattern (`graph`, `^login`); every host when not given. */
  host?: string;
  /** Path with its query as a pattern; every path when not given. */
  path?: string;
  method?: string;
  /** What the request sends, as a pattern: Exchange takes every cmdlet at one address. */
  sends?: string;
  /** Requests that still pass before it strikes. */
  skip?: number;
  /** How often it strikes; once when not given. */
  count?: number;
};

export interface ActiveFault {
  id: number;
  rule: FaultRule;
  host: RegExp | undefined;
  path: RegExp | undefined;
  sends: RegExp | undefined;
  skip: number;
  left: number;
  struck: number;
}

type StruckRequest = Pick<Request, 'host' | 'url' | 'method'> & Partial<Pick<Request, 'body'>>;

export interface Faults {
  add(rule: FaultRule): number;
  remove(id: number): void;
  clear(): void;
  list(): readonly ActiveFault[];
  /** The fault that strikes this request, counted. One request meets one fault; `kinds` leaves out the others. */
  strike(request: StruckRequest, kinds?: ReadonlySet<FaultRule['kind']>): FaultRule | undefined;
}

export function createFaults(): Faults {
  let active: ActiveFault[] = [];
  let made = 0;
  return {
    add(rule) {
      active.push({
        id: ++made,
        rule,
        host: rule.host === undefined ? undefined : new RegExp(rule.host),
        path: rule.path === undefined ? undefined : new RegExp(rule.path),
        sends: rule.sends === undefined ? undefined : new RegExp(rule.sends),
        skip: rule.skip ?? 0,
        left: rule.count ?? 1,
        struck: 0,
      });
      return made;
    },
    remove(id) {
      active = active.filter((fault) => fault.id !== id);
    },
    clear() {
      active = [];
    },
    list: () => active,
    strike(request, kinds) {
      for (const fault of active) {
        if (fault.left === 0 || (kinds && !kinds.has(fault.rule.kind)) || !matches(fault, request)) continue;
        if (fault.skip > 0) {
          fault.skip -= 1;
          continue;
        }
        fault.left -= 1;
        fault.struck += 1;
        return fault.rule;
      }
      return undefined;
    },
  };
}

function matches(fault: ActiveFault, request: StruckRequest): boolean {
  const { host, path, sends, rule } = fault;
  return (
    (host === undefined || host.test(request.host.name)) &&
    (path === undefined || path.test(request.url)) &&
    (sends === undefined || sends.test(request.body?.toString('utf8') ?? '')) &&
    (rule.method === undefined || rule.method.toUpperCase() === request.method)
  );
}

/** Faults that change what an answer says and not how it travels. */
export function spoil(fault: FaultRule, request: Request, response: Response): Response {
  if (fault.kind !== 'paging-loop') return response;
  const body = response.body;
  if (typeof body !== 'object' || body === null || !('@odata.nextLink' in body)) return response;
  return { ...response, body: { ...body, '@odata.nextLink': `https://${request.host.name}${request.url}` } };
}
