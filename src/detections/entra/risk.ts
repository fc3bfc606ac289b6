import type { AuditEvent } from '../../core/audit-event.ts';
import { riskOf } from '../../core/audit/risk.ts';
import { signInOf } from '../../core/audit/sign-in.ts';
import { textOf } from '../../core/audit/values.ts';
import { knewPassword } from './sign-ins.ts';

interface Judged {
  level: 'medium' | 'high';
  /** Microsoft's names, e.g. `unfamiliarFeatures`. */
  types: readonly string[];
}

const settledStates = /^(?:dismissed|remediated|confirmedSafe)$/i;
const settledDetails =
  /^(?:aiConfirmedSigninSafe|adminConfirmedSigninSafe|adminDismissedAllRiskForUser|userPassedMFADrivenByRiskBasedPolicy|userPerformedSecuredPassword(?:Change|Reset))$/i;

/**
 * What Entra ID Protection said of a sign-in or account: medium or high, and not settled since. A risky attempt with
 * the wrong password is nothing but the daily noise of the Internet.
 */
export function judgedRisk(event: AuditEvent): Judged | undefined {
  const { raw } = event;
  if (
    settledStates.test(textOf(raw['riskState'] ?? raw['RiskState']) ?? '') ||
    settledDetails.test(textOf(raw['riskDetail'] ?? raw['RiskDetail']) ?? '')
  )
    return undefined;
  const detected = event.source === 'sign-in' ? undefined : riskOf(event);
  if (detected) return judged(detected.level, [detected.type]);
  if (event.source !== 'sign-in' || !knewPassword(event)) return undefined;
  const { risk, riskTypes } = signInOf(event);
  return judged(risk, riskTypes);
}

function judged(level: string | undefined, types: readonly string[]): Judged | undefined {
  return level === 'medium' || level === 'high' ? { level, types } : undefined;
}

/** Signs that a session was stolen rather than a password. Source: https://learn.microsoft.com/entra/id-protection/concept-identity-protection-risks */
const tokenRisks = /^(?:anomalousToken|tokenIssuerAnomaly|attackerInTheMiddle|attemptedPrtAccess)$/i;

export function isTokenRisk(type: string): boolean {
  return tokenRisks.test(type);
}

/** Microsoft's name in words: `anonymizedIPAddress` is "anonymized IP address". */
export function riskWords(types: readonly string[]): string {
  const words = types
    .filter((type) => type !== 'unknown')
    .map((type) =>
      type
        .replace(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3 $2')
        .replace(/\b[A-Z][a-z]/g, (word) => word.toLowerCase()),
    );
  return words.join(', ') || 'no reason given';
}
