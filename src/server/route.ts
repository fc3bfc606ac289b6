import type { z } from 'zod';
import type { Endpoint } from '../api/endpoint.ts';
import type { Caller } from './caller.ts';
import type { Server } from './server.ts';

/** One request to one endpoint, checked: who calls, in which tenant, with what. */
export interface Call<E extends Endpoint = Endpoint> {
  server: Server;
  parameters: Readonly<Record<string, string>>;
  query: z.output<E['query']>;
  body: z.output<NonNullable<E['body']>>;
  caller: Caller;
  /** The tenant of the path; empty for endpoints about Wardline itself. */
  tenant: string;
  /** Of an endpoint that serves several: those in which the caller holds its permission. */
  tenants: readonly string[];
  /** When the request came, ISO 8601 UTC. */
  at: string;
  /** Names the request in the log and in the activity log. */
  request: string;
  /** The Cookie header, for who looks for other cookies than the session's. */
  cookies: string;
  signal: AbortSignal;
  /** What the activity log says this was done to: an id, never a name from the tenant. */
  about(object: string, detail?: Readonly<Record<string, string | number | boolean>>): void;
  /** Sets a header of the answer. */
  header(name: string, value: string): void;
}

export type Answer<E extends Endpoint> = z.input<E['answer']>;

/** An endpoint and what carries it out. */
export interface Route {
  endpoint: Endpoint;
  handle(call: Call): Promise<unknown>;
}

/** Events of a stream, each with an id from which a broken stream goes on. */
export interface StreamEvent<T> {
  id?: string;
  data: T;
}

/** A file for the person. */
export interface FileAnswer {
  name: string;
  body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

export function implement<E extends Endpoint>(endpoint: E, handle: (call: Call<E>) => Promise<Answer<E>>): Route {
  return { endpoint, handle: handle };
}

export function implementStream<E extends Endpoint & { events?: true }>(
  endpoint: E,
  handle: (call: Call<E>) => AsyncIterable<StreamEvent<Answer<E>>>,
): Route {
  return { endpoint, handle: async (call) => handle(call) };
}

export function implementFile<E extends Endpoint & { file?: string }>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<FileAnswer>,
): Route {
  return { endpoint, handle: handle };
}
