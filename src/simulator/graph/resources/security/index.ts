import type { GraphResource } from '../../resource.ts';

/** Defender, Purview and eDiscovery: `/security/…`, `/identityProtection/…`. */
export const securityResources: readonly GraphResource[] = [];
