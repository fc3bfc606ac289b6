import type { ConnectedClients } from '../../connectors/clients.ts';
import { ConnectorError } from '../../connectors/http/errors.ts';
import type { TracedRequest } from '../../connectors/http/trace.ts';
import { isPlainObject } from '../../core/shape.ts';

/** What asking a tenant showed. `why` holds counts, codes and names of Microsoft's, and no value of the tenant. */
export interface Told {
  result: 'holds' | 'does not hold' | 'cannot be told';
  why: string;
}

/** A connected tenant, read-only. */
export interface Asked {
  clients: ConnectedClients;
  tenantId: string;
  /** What was sent so far. */
  requests(): readonly TracedRequest[];
  /** Clients that sign in as an app that does not exist, or with a certificate that the app does not know. */
  stranger(kind: 'unknown-app' | 'unknown-certificate'): Promise<ConnectedClients>;
}

export type AssumptionCheck = (asked: Asked) => Promise<Told>;

export const holds = (why: string): Told => ({ result: 'holds', why });
export const differs = (why: string): Told => ({ result: 'does not hold', why });
export const untold = (why: string): Told => ({ result: 'cannot be told', why });
export const told = (is: boolean, why: string): Told => (is ? holds(why) : differs(why));

/** The error that an outside call ended with; undefined when it answered. */
export async function refusal(call: Promise<unknown>): Promise<ConnectorError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof ConnectorError) return error;
    throw error;
  }
}

/** `404 Request_ResourceNotFound`, or that it answered. */
export function codeOf(error: ConnectorError | undefined): string {
  return error
    ? [error.facts.status, error.facts.serviceCode].filter((part) => part !== undefined).join(' ')
    : 'an answer';
}

/** The first page of a Graph list. */
export function pageOf(body: unknown): { records: Record<string, unknown>[]; more: boolean } {
  const value = isPlainObject(body) ? body['value'] : undefined;
  return {
    records: Array.isArray(value) ? value.filter(isPlainObject) : [],
    more: isPlainObject(body) && body['@odata.nextLink'] !== undefined,
  };
}

/** The claims of a token, unverified. */
export function claimsOf(token: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return isPlainObject(claims) ? claims : {};
  } catch {
    return {};
  }
}
