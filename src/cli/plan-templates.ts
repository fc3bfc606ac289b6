import { WardlineError } from '../core/errors.ts';
import type { Plan } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { planDlp } from '../engine/dlp-template.ts';
import { ownSources } from '../engine/own-sources.ts';
import { planLabels } from '../engine/label-template.ts';
import { planStores } from '../engine/site-template.ts';
import type { TemplateOptions } from '../engine/template-plan.ts';
import { ownTypeRefs } from '../phi/dlp/own-type-refs.ts';

export const templateNames = ['phi-sites', 'phi-labels', 'phi-dlp'] as const;

/** The plan of a template. `ownTypes` is the name under which the rule package in the tenant was exported. */
export function planTemplate(name: unknown, snapshot: Snapshot, options: TemplateOptions, ownTypes: unknown): Plan {
  if (name === 'phi-sites') return planStores(snapshot, options);
  if (typeof ownTypes === 'string' && ownTypes.trim() === '')
    throw new WardlineError('usage', '--own-types takes the name that rule-package export was given.');
  const own = typeof ownTypes === 'string' ? ownTypeRefs(ownSources(options.organization), ownTypes) : undefined;
  const given = { ...options, ...(own && { own }) };
  return name === 'phi-labels' ? planLabels(snapshot, given) : planDlp(snapshot, given);
}
