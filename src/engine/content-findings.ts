import type { ContentFinding } from '../core/content-finding.ts';
import { isPhi } from './inventory-item.ts';
import type { MailOutside, MailReach } from './mail-outside.ts';
import type { PlacementFinding } from './placement.ts';

const openWords = {
  private: 'named people',
  shared: 'one team',
  organization: 'everyone here',
  guest: 'named guests',
  anonymous: 'anyone with the link',
} as const;

/** PHI where none may lie, as findings that are kept: without names of files and people. */
export function placementFindings(
  placement: readonly PlacementFinding[],
  nameOf: (store: string) => string,
): ContentFinding[] {
  return placement.map(({ store, item, outcome, severity, class: found, patients, exposure, why, steps }) => {
    const review = outcome === 'review';
    return {
      control: 'content.phi-placement',
      resource: `${store}/${item}`,
      resourceName: nameOf(store),
      severity,
      title: review ? 'A picture beside PHI has to be looked at' : 'PHI lies where none may lie',
      why,
      details: [
        {
          expected: 'No PHI in this store',
          actual: `${isPhi({ class: found }) ? `PHI of ${patientsWord(patients)}` : 'A picture'}, open to ${openWords[exposure]}; ${steps.length} steps to move it: wardline placement check`,
          readFrom: 'content scan',
        },
      ],
      outcome: review ? 'partial' : 'fail',
    };
  });
}

function patientsWord(patients: number): string {
  return patients === 1 ? 'one patient' : `${patients} patients`;
}

const reachWords: Readonly<Record<MailReach, string>> = {
  own: 'a private mailbox that is named like the sender',
  consumer: 'a private mailbox',
  outside: 'another organization',
};

/** Messages that took PHI outside. Those of which nobody can tell are counted by the list and are no finding. */
export function mailFindings(mails: readonly MailOutside[], nameOf: (store: string) => string): ContentFinding[] {
  return mails
    .filter(({ phi }) => phi === 'yes')
    .map(({ store, id, severity, reach, patients, protection, at }) => ({
      control: 'content.phi-mail-outside',
      resource: `${store}/${id}`,
      resourceName: nameOf(store),
      severity,
      title: 'PHI was mailed outside',
      why: `A message of ${at.slice(0, 10)} took records of ${patientsWord(patients)} to ${reachWords[reach]}. To a patient who asked for it that is permitted; else the privacy officer decides whether it is an incident (45 CFR 164.402).`,
      details: [
        {
          expected: 'PHI leaves encrypted and to whom it may go',
          actual: `To ${reachWords[reach]}; ${protection === null ? "not encrypted in the sender's copy" : 'encrypted'}; see: wardline inventory mail`,
          readFrom: 'content scan',
        },
      ],
      outcome: 'fail',
    }));
}
