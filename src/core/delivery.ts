import type { AlertNotice } from './alert.ts';
import type { Severity } from './severity.ts';
import type { SendOutcome } from './stream.ts';

/** Hours in which a route holds back what is not critical: local times `22:00` to `06:30`, which may pass midnight. */
export interface QuietHours {
  from: string;
  to: string;
  /** IANA name: `America/Chicago`. */
  timeZone: string;
  /** Whole days of quiet, such as `['saturday', 'sunday']`. */
  days?: readonly Weekday[];
}

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdays)[number];

/** The services that alerts are about: the first part of a detection's id. */
export const alertServices = [
  'defender',
  'entra',
  'exchange',
  'intune',
  'organization',
  'purview',
  'sharepoint',
  'teams',
] as const;
export type AlertService = (typeof alertServices)[number];

/** An address outside, and how far it is trusted. */
export interface WebTarget {
  url: string;
  /** Lets it be an address of the own network. Link-local and cloud metadata addresses stay refused. */
  allowPrivate?: boolean;
  /** File with PEM certificates of the authority that signed the other side's, relative to wardline.yaml. */
  ca?: string;
}

export interface SyslogTarget {
  host: string;
  port: number;
  transport: 'tls' | 'tcp';
  ca?: string;
  /** Why there is no TLS. */
  reason?: string;
  format: 'cef' | 'plain';
  /** `close`: a batch counts when the receiver has read to its end and closes; `none`: when it was handed to the network. */
  confirm: 'close' | 'none';
}

interface CommonRoute {
  name: string;
  leastSeverity: Severity;
  /** Whether it gets the weekly digest; mail does, the others do not when absent. */
  weekly?: boolean;
  /** Alerts of these services alone; of all when absent. */
  services?: readonly AlertService[];
  quiet?: QuietHours;
  /** Most messages an hour; what is more waits and comes as one digest. */
  perHour: number;
}

/** How alerts are told to people. The secret of a route is a sealed credential, never here. */
export type Route = CommonRoute &
  (
    | {
        kind: 'email';
        from: string;
        to: readonly string[];
        server: string;
        port: number;
        /** `none` on this machine alone. */
        security: 'starttls' | 'tls' | 'none';
        user?: string;
        ca?: string;
      }
    | ({ kind: 'webhook' } & WebTarget)
    /** Their address is the secret. */
    | { kind: 'teams' | 'slack'; allowPrivate?: boolean; ca?: string }
    | ({ kind: 'syslog' } & SyslogTarget)
  );

export interface Notify {
  /** Address of the console, before `/alerts/ID`. */
  link?: string;
  routes: readonly Route[];
}

interface CommonStream {
  name: string;
  carries: readonly ('events' | 'alerts')[];
  /** Where a new stream begins: with what comes after its first run, or with all that is kept. */
  from: 'new' | 'all';
  /** Megabytes on disk. */
  spoolLimit: number;
  /** `wait`: nothing more is taken from the log, which keeps it; `drop-oldest`: the oldest go, counted. */
  whenFull: 'wait' | 'drop-oldest';
  /** Tries of an item that is refused, before it is set aside. */
  tries: number;
  /** Send Microsoft's records as they are: they hold file names and subjects. */
  raw: boolean;
  /** Why `raw`. */
  reason?: string;
}

/** Where audit events and alerts are streamed to. */
export type Stream = CommonStream &
  (
    | ({ kind: 'syslog' } & Omit<SyslogTarget, 'reason'> & { plaintextReason?: string })
    | ({ kind: 'splunk'; index?: string; acknowledge: boolean } & WebTarget)
    | {
        kind: 'sentinel';
        endpoint: string;
        rule: string;
        table: string;
        registration: 'read-settings' | 'read-content';
      }
    | { kind: 'ocsf-file'; folder: string }
    | ({ kind: 'ocsf-webhook' } & WebTarget)
    | {
        kind: 'ocsf-s3';
        bucket: string;
        region: string;
        prefix: string;
        endpoint?: string;
        allowPrivate?: boolean;
        ca?: string;
      }
  );

/** What a route tells: one change of one alert, what was held back in one message, or that the route works. */
export type RouteMessage =
  | { kind: 'alert'; key: string; notice: AlertNotice }
  | { kind: 'digest'; key: string; notices: readonly AlertNotice[] }
  | {
      /** Words that are no alert, and the page below the tenant's where the rest is read. */
      kind: 'report';
      key: string;
      tenant: { id: string; name: string };
      subject: string;
      lines: readonly string[];
      facts: readonly (readonly [name: string, value: string])[];
      page: string;
    }
  | { kind: 'test'; key: string; tenant: { id: string; name: string } };

export interface RouteSender {
  /** Sends once. `key` stays the same when a message is sent again. */
  send(message: RouteMessage, signal?: AbortSignal): Promise<SendOutcome>;
  close(): void;
}
