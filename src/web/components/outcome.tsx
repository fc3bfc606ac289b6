import { type Outcome, outcomeWords } from '../../core/outcome.ts';
import type { Severity } from '../../core/severity.ts';
import { outcomeIcon, severityIcon } from '../../reports/figures/outcome-icon.ts';
import { outcomeKeys } from '../../reports/figures/tokens.ts';
import { Svg } from './svg.tsx';

/** Icon, word and color together: color is never the only sign. `tint` puts it on its own ground. */
export function OutcomeBadge({ outcome, tint = false, words }: { outcome: Outcome; tint?: boolean; words?: string }) {
  return (
    <span className={`o o-${outcomeKeys[outcome]}${tint ? ' t' : ''}`}>
      <Svg markup={outcomeIcon(outcome)} />
      {words ?? outcomeWords[outcome]}
    </span>
  );
}

const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** Severity is shape: rising bars. */
export function SeverityMark({ severity, quiet = false }: { severity: Severity; quiet?: boolean }) {
  return (
    <span className={`sev ${severity}`}>
      <Svg markup={severityIcon(severity)} />
      <span className={quiet ? 'sr' : undefined}>{severityWords[severity]}</span>
    </span>
  );
}
