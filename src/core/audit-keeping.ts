/** Years that documentation of a covered entity is kept: 45 CFR 164.316(b)(2)(i). */
export const leastYears = 6;

/** How long the audit log is kept, and who else is given its roots. */
export interface AuditKeeping {
  /** Years from the later of an event and its sealing; six at least, unless `notCovered` says why less will do. */
  retentionYears: number;
  /** Why these records are none that 45 CFR 164.316(b)(2)(i) speaks of. */
  notCovered?: string | undefined;
  anchors?: Anchors | undefined;
}

/** Where the root of each day is sent. */
export interface Anchors {
  /** Name of a route of the kind `email`: an officer's mailbox. */
  mail?: string | undefined;
  timeStamp?: TimeStampAuthority | undefined;
}

/** A time-stamping authority after RFC 3161. */
export interface TimeStampAuthority {
  url: string;
  /** File with the PEM certificate of the authority that its time-stamps must lead to, relative to wardline.yaml. */
  authority: string;
  /** File with PEM certificates for the connection itself, beside the usual ones. */
  ca?: string | undefined;
  allowPrivate?: boolean | undefined;
}

interface CommonArchive {
  prefix: string;
  /** Days for which an object is locked, from the later of an event and its sealing. */
  lockDays: number;
}

/** Where sealed segments and roots are copied to. Keys to it are a sealed credential. */
export type Archive = CommonArchive &
  (
    | {
        kind: 's3';
        bucket: string;
        region: string;
        lockMode: 'compliance' | 'governance';
        endpoint?: string | undefined;
        allowPrivate?: boolean | undefined;
        ca?: string | undefined;
      }
    | {
        kind: 'azure-blob';
        account: string;
        container: string;
        lockMode: 'locked' | 'unlocked';
        endpoint?: string | undefined;
        allowPrivate?: boolean | undefined;
        ca?: string | undefined;
      }
    /** A folder has no lock: a copy against loss alone. */
    | { kind: 'folder'; folder: string }
  );
