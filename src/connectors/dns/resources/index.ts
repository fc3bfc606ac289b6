import type { Resource } from '../../resource.ts';
import { dnsRecords, nodeResolver } from './records.ts';

/** With the machine's own name servers. */
export const dnsResources: readonly Resource[] = dnsRecords(nodeResolver());
