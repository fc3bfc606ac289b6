import type { Severity } from '../../core/severity.ts';
import type { StreamItem } from '../../core/stream.ts';

/** One severity in the numbers of each format. */
interface SeverityNumbers {
  /** CEF: 0 to 10. */
  cef: number;
  /** RFC 5424 section 6.2.1: 2 critical, 3 error, 4 warning, 5 notice, 6 informational. */
  syslog: number;
  /** OCSF: 1 informational, 2 low, 3 medium, 4 high, 5 critical. */
  ocsf: number;
}

const ofAlerts: Readonly<Record<Severity, SeverityNumbers>> = {
  critical: { cef: 10, syslog: 2, ocsf: 5 },
  high: { cef: 8, syslog: 3, ocsf: 4 },
  medium: { cef: 6, syslog: 4, ocsf: 3 },
  low: { cef: 3, syslog: 5, ocsf: 2 },
};

/** An event is a fact and no judgement: it counts as information, and as a notice when it failed. */
export function severityNumbers(item: StreamItem): SeverityNumbers {
  if (item.kind === 'alert') return ofAlerts[item.notice.severity];
  return item.outcome === 'failure' ? { cef: 3, syslog: 5, ocsf: 1 } : { cef: 1, syslog: 6, ocsf: 1 };
}
