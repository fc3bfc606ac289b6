import type { Service } from './section.ts';

/** One change that a Microsoft log recorded: who did what, when, to which object. */
export interface AuditEntry {
  /** `directory`: the directory audit log. `unified`: the unified audit log of Exchange, Purview and SharePoint. */
  log: 'directory' | 'unified';
  /** ISO 8601 UTC. */
  at: string;
  /** A person's user principal name, or the name of an application. */
  by: string;
  byApp: boolean;
  /** As the log calls it: `Update conditional access policy`, `Set-RemoteDomain`. */
  activity: string;
  /** The services whose settings it can speak of. */
  services: readonly Service[];
  /** Ids and names of what was changed. */
  targets: readonly string[];
  /** Names of the properties and parameters that were changed, where the log says. */
  properties: readonly string[];
}
