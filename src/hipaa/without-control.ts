import { type Provision, programDuties } from './provision.ts';

/**
 * Why no control of settings answers a provision, or undefined where that is a gap. `all` holds every provision,
 * `hasControl` says whether another citation has one.
 */
export function whyWithoutControl(
  provision: Provision,
  all: readonly Provision[],
  hasControl: (citation: string) => boolean,
): string | undefined {
  const parts = all.filter((entry) => entry.parent === provision.citation && hasControl(entry.citation));
  if (provision.usuallyNotApplicable) return `Usually not applicable. ${provision.usuallyNotApplicable}`;
  if (provision.kind === 'definition') return 'It says how other provisions are meant. There is nothing to judge.';
  if (parts.length > 0) return `Answered through ${parts.map((entry) => entry.citation).join(', ')}.`;
  if (provision.settingsHelp) return undefined;
  if (provision.program) return `No control of settings judges it: it rests on ${programDuties[provision.program]}.`;
  return provision.safeguard === 'general' ? 'A general rule: the provisions below carry it out.' : undefined;
}
