import { count } from './count.ts';

export const contentFindings = {
  title: 'PHI found where it should not be',
  caption: (open: number, most: boolean) =>
    `${count(open, 'finding')} open${most ? ' among the newest 1,000' : ''}, from scans of content. The score counts settings and leaves these out.`,
  kinds: {
    'content.phi-placement': 'In the wrong place',
    'content.phi-mail-outside': 'Mailed outside',
  },
  filters: { open: 'Open', decided: 'Decided', fixed: 'Over' },
  states: {
    open: 'Open',
    planned: 'Planned',
    fixed: 'Over',
    accepted: 'Accepted',
    'false-positive': 'Not true',
    'third-party': "A third party's",
  },
  columns: { what: 'What', severity: 'Severity', where: 'Where', state: 'State', since: 'First seen' },
  none: { fact: 'No finding in this state.', next: 'A scan of content opens and closes them.' },
  placement: 'How to move it',
  mail: 'Who sent it and to whom: wardline inventory mail, with the right to see names.',
  whole: (many: number) => `Show all ${many.toLocaleString()}`,
  decide: 'Decide',
  dialog: {
    title: (tenant: string) => `What is this finding at ${tenant}?`,
    text: 'The decision stays with your name and reason. An accepted risk opens again after its last day; what is not true stays away until you open it.',
    state: 'It is',
    states: {
      accepted: 'Accepted for now',
      'false-positive': 'Not true',
      'third-party': "A third party's to answer for",
      open: 'Open again',
    },
    reason: 'Why',
    until: 'Last day, for an accepted one',
    go: 'Record it',
    cancel: 'Cancel',
  },
  history: 'What became of it',
  moved: (from: string | null, to: string) => (from === null ? to : `${from} → ${to}`),
};
