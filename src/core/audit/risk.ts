import type { AuditEvent } from '../audit-event.ts';
import { textOf } from './values.ts';

export interface RiskFacts {
  /** Microsoft's name: `unfamiliarFeatures`, `anonymizedIPAddress`, `leakedCredentials`. */
  type: string;
  level: string;
  /** `atRisk`, `dismissed`, `remediated`, `confirmedSafe`, `confirmedCompromised`. */
  state: string;
}

/** A risk detection of Entra ID Protection, from Graph or the unified log (record type 294). */
export function riskOf(event: AuditEvent): RiskFacts | undefined {
  const raw = event.raw;
  const type = textOf(raw['riskEventType'] ?? raw['RiskEventType'] ?? raw['riskType']);
  if (event.source !== 'risk-detection' && event.recordType !== 294 && !type) return undefined;
  return {
    type: type ?? 'unknown',
    level: textOf(raw['riskLevel'] ?? raw['RiskLevel'])?.toLowerCase() ?? 'unknown',
    state: textOf(raw['riskState'] ?? raw['RiskState']) ?? 'unknown',
  };
}
