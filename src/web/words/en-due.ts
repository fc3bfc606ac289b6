export const due = {
  title: 'Due',
  none: 'Nothing is due in the next 30 days.',
  late: 'overdue',
  count: (overdue: number) => (overdue === 0 ? 'Nothing is overdue' : `${overdue} overdue`),
  calendar: 'Calendar',
  waits: 'waits',
  more: (count: number) => `${count} more`,
  alerts: 'Open alerts',
  noAlerts: 'No alert is open.',
  all: 'All alerts',
  allOf: (count: number) => `All ${count}`,
  alertAbout: (actor: string, count: number, last: string) =>
    `${actor} · ${count === 1 ? 'once' : `${count} times`}, last ${last}`,
};

export const calendar = {
  title: 'Calendar',
  overdue: (count: number) => (count === 0 ? 'Nothing is overdue' : `${count} overdue`),
  file: 'Calendar file',
  caption: (month: string) => `Duties of ${month} by day`,
  before: 'Month before',
  today: 'This month',
  after: 'Next month',
  more: (count: number) => `${count} more below`,
  list: 'Duties',
  listCaption: 'Days are UTC. What is overdue from earlier months is here too.',
  states: { done: 'Done', open: 'To do', overdue: 'Overdue', missed: 'Missed', ahead: 'To come' },
  every: { day: 'Each day', week: 'Each week', month: 'Each month', quarter: 'Each quarter', year: 'Each year' },
  columns: { due: 'Due', state: 'State', title: 'Duty', every: 'Comes', done: 'Done by' },
  none: { fact: 'Nothing is due in this month.', next: 'Look at the months beside it.' },
  sign: {
    button: 'Sign',
    title: (duty: string) => `Sign: ${duty}`,
    text: 'Your name, the time and the note are kept. A signature cannot be taken back; a later one adds to it.',
    note: 'What was done',
    hint: 'Who looked, at what, and what came of it',
    go: (tenant: string) => `Sign for ${tenant}`,
  },
};

export const digest = {
  title: 'Weekly digest',
  provenance: (week: string, from: string, to: string) => `${week}: ${from} to ${to}`,
  before: 'Week before',
  after: 'Next week',
  send: 'Send it now',
  sending: 'It is being sent. Running work shows how it goes.',
  sign: 'Sign as read',
  signed: (by: string, at: string) => `Read and signed by ${by}, ${at}`,
  unsigned: 'Nobody has signed it',
  score: 'Score',
  noScore: 'Not checked in this week',
  moved: (by: number) =>
    by === 0 ? 'as the week before' : `${by > 0 ? '+' : '−'}${Math.abs(by)} since the week before`,
  worse: 'Got worse',
  noWorse: 'No control got worse.',
  other: 'Changed otherwise',
  noOther: 'Nothing else changed.',
  counts: (runs: number, decisions: number) => `${runs} runs of plans, ${decisions} decisions on record`,
  due: 'Due',
  noDue: 'Nothing is due in two weeks.',
  overdue: 'overdue',
  alerts: 'Alerts',
  alertHead: ['Severity', 'Open', 'Oldest', 'Raised', 'Closed'],
  days: (days: number) => (days === 1 ? '1 day' : `${days} days`),
  phi: 'PHI found',
  phiText: (items: number, before: number) =>
    `${items.toLocaleString()} items new or changed, ${before.toLocaleString()} the week before`,
  notScanned: 'Not scanned in this week',
  log: 'Audit log',
  logText: (records: number, before: number) =>
    `${records.toLocaleString()} events, ${before.toLocaleString()} the week before`,
  sent: 'Sent',
  notSent: 'To nobody yet. Mail routes get it each Monday.',
};

export const news = {
  title: 'What happened',
  none: 'Nothing happened since your last visit.',
  unseen: (count: number) => `${count} new`,
  seen: 'Seen',
};

export const keys = {
  title: 'Keyboard',
  open: 'Keyboard shortcuts',
  groups: [
    {
      title: 'Everywhere',
      keys: [
        ['Ctrl K', 'Search pages, findings and tenants'],
        ['/', 'To the filter of the page'],
        ['← →', 'Previous and next finding, beside the list'],
        ['?', 'This list'],
        ['Esc', 'Close a sheet, menu or question'],
        ['Tab', 'To the next part of the page'],
      ],
    },
    {
      title: 'Go to: g, then',
      keys: [
        ['g h', 'Home'],
        ['g f', 'Findings'],
        ['g p', 'Plans'],
        ['g d', 'Drift'],
        ['g e', 'Evidence'],
        ['g s', 'Settings'],
        ['g t', 'All tenants'],
      ],
    },
    {
      title: 'In a table',
      keys: [
        ['↑ ↓ ← →', 'From cell to cell'],
        ['j k', 'Down and up'],
        ['Enter', 'Open the row'],
        ['Space', 'Select the row'],
        ['Home, End', 'First and last column; with Ctrl, first and last row'],
        ['Page Up, Page Down', 'Ten rows'],
      ],
    },
  ],
} as const;
