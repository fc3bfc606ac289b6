import type { AuditEvent } from '../../core/audit-event.ts';
import type { DetectionContext } from '../../core/detection.ts';
import { labelOf } from '../../core/audit/label.ts';
import { perEvent, perText } from './remembered.ts';

const medical =
  /patient|clinical|medical|\bphi\b|\behr\b|\bemr\b|\bhipaa\b|\bcharts?\b|radiolog|oncolog|psych|therap|prescription|diagnos|lab[ -]?results/i;

/** True when a path or the name of a team speaks of patients. The guess for tenants that declare no PHI sites. */
export const soundsMedical = perText((name) => medical.test(name.replace(/[_%]|20(?=[a-z])/gi, ' ')));
const isMedicalSite = perText((site) => soundsMedical(site.replace(/^https?:\/\/[^/]*/i, '')));

/** Answers per run, by the function that the run's declarations made. */
const answers = new WeakMap<DetectionContext['isPhiSite'], (site: string) => boolean>();

/** True for a site declared as holding PHI; where none is declared, for a site whose path speaks of patients. */
export function isPhiPlace(site: string | undefined, context: Pick<DetectionContext, 'isPhiSite'>): boolean {
  if (site === undefined) return false;
  const { isPhiSite } = context;
  let answer = answers.get(isPhiSite);
  if (!answer) answers.set(isPhiSite, (answer = perText((site) => isPhiSite(site) ?? isMedicalSite(site))));
  return answer(site);
}

/** True when the record's site or the file's sensitivity label says that it holds PHI. */
export const holdsPhi = perEvent(
  (event: AuditEvent, context: Pick<DetectionContext, 'isPhiSite' | 'isPhiLabel'>) =>
    isPhiPlace(event.site, context) ||
    // Without declared labels there is nothing to compare.
    (context.isPhiLabel('') !== undefined && context.isPhiLabel(labelOf(event)?.id) === true),
  'isPhiSite',
);

/** A site without scheme, for words: `clinic.sharepoint.com/sites/patients`. */
export function siteName(event: AuditEvent): string {
  return event.site === undefined ? 'SharePoint' : bareSite(event.site);
}
const bareSite = perText((site) => site.replace(/^https?:\/\//i, ''));

/** OneDrive sites lie under `/personal/` of the tenant's `-my` host. */
export function isPersonalSite(url: string | undefined): boolean {
  return url !== undefined && /-my\.sharepoint\.[a-z.]+(?:\/|$)|\/personal\//i.test(url);
}

/** True for the OneDrive of that account: SharePoint names it after the account with `_` for each sign between. */
export function isOwnOneDrive(url: string | undefined, account: string): boolean {
  const folder = /\/personal\/([^/?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase();
  const name = account.toLowerCase().replace(/[^a-z0-9]/g, '_');
  // Microsoft adds a number where a former account had the same name.
  return folder !== undefined && folder.startsWith(name) && /^\d*$/.test(folder.slice(name.length));
}
