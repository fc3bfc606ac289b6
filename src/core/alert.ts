import type { Severity } from './severity.ts';

/**
 * What became of an alert. `raised`: it is more severe than it was; `updated`: it grew or somebody took it on;
 * `escalated`: nobody did in time; `closed`: somebody closed it.
 */
export const alertChanges = ['opened', 'raised', 'updated', 'escalated', 'closed'] as const;
export type AlertChange = (typeof alertChanges)[number];

/** One change of one alert, as it is told to people and to other systems. Holds no file name, subject or patient. */
export interface AlertNotice {
  id: string;
  /** `<service>.<name>` of the detection. */
  detection: string;
  /** The detection's own title: the bad thing as a fact. */
  title: string;
  severity: Severity;
  /** The account it names. It may be that of a patient who has a link, so messages to people leave it out. */
  actor: string;
  /** ISO 8601 UTC of the first and the last event counted. */
  firstAt: string;
  lastAt: string;
  count: number;
  change: AlertChange;
  tenant: { id: string; name: string };
}

/** A notice with its place in the history of alerts; places only grow. */
export interface PlacedNotice {
  position: number;
  /** When it changed, ISO 8601 UTC. */
  at: string;
  notice: AlertNotice;
}

/** Reads the history of a tenant's alerts, oldest first. Given by whoever keeps alerts. */
export interface AlertHistory {
  /** At most `limit` changes after this place. */
  after(position: number, limit: number): Promise<readonly PlacedNotice[]>;
  /** The place of the newest change; 0 when there is none. */
  newest(): Promise<number>;
}
