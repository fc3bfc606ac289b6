import http from 'node:http';
import https from 'node:https';
import { getCACertificates } from 'node:tls';
import type { AddressGuard } from './guarded-address.ts';

/** The `ca` of a connection that trusts a certificate beside the usual ones; nothing without one. */
export function trusting(ca: string | undefined): { ca?: string[] } {
  return ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] };
}

/** Agents for a client library that makes its own calls: names are resolved by the guard, and own certificates trusted. */
export function guardedAgents(
  { lookup }: AddressGuard,
  ca: string | undefined,
): { httpAgent: http.Agent; httpsAgent: https.Agent } {
  return {
    httpAgent: new http.Agent({ lookup }),
    httpsAgent: new https.Agent({ keepAlive: true, lookup, minVersion: 'TLSv1.2', ...trusting(ca) }),
  };
}
