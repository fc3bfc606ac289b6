import type { Entity } from '../store.ts';

/** A list of Azure Resource Manager, each entry at `path/{name}`. */
export interface ArmResource {
  /** `/providers/microsoft.aadiam/diagnosticSettings`; `{parameters}` may stand in it. */
  path: string;
  type: string;
  apiVersions: readonly string[];
  state: string;
  /** Only what lies below this part of the address is listed: `/subscriptions/{id}`. Everything when not given. */
  below?: RegExp;
  /** Directory roles of which one reads, and writes. */
  readers: readonly string[];
  writers: readonly string[];
  methods: readonly ('list' | 'get' | 'put' | 'delete')[];
  /** Says what is wrong with a body that is PUT. */
  flaw?(body: Entity): string | undefined;
}
