export const drift = {
  title: 'Drift',
  provenance: (read: string, approved: number) =>
    `Settings read ${read} against ${approved} that ${approved === 1 ? 'was' : 'were'} approved`,
  never: { fact: 'This tenant was not read yet.', next: 'Check it first, from Home.' },
  none: (since: string) => `No drift. Last looked ${since}.`,
  noneNext: 'What somebody changes by hand shows here with who and when.',
  columns: { setting: 'Setting', was: 'From → to', who: 'Who', since: 'When', controls: 'Judged by', kind: 'Kind' },
  kinds: { approved: 'Not as approved', changed: 'Changed since the last run' },
  nobody: 'Not known: no log entry speaks of it',
  notCompared: 'Could not be read, so whether they drifted is not known:',
  revert: (count: number) => (count === 0 ? 'Plan to revert' : `Plan to revert ${count}`),
  adopt: (count: number) => (count === 0 ? 'Adopt' : `Adopt ${count}`),
  adoptTitle: (count: number, tenant: string) =>
    `Adopt ${count} present ${count === 1 ? 'value' : 'values'} for ${tenant}?`,
  adoptText: 'They become what is approved. A finding that they cause stays a finding.',
  adoptGo: (tenant: string) => `Adopt for ${tenant}`,
  reason: 'Why it is right as it is',
  choose: 'Choose rows: put them back by a plan, or adopt them with a reason.',
  values: { none: 'not set', yes: 'yes', no: 'no' },
};

export const book = {
  title: 'Config book',
  provenance: (read: string) => `Settings read ${read}`,
  never: {
    fact: 'This tenant was not read yet.',
    next: 'The book is written from what was read last. Check the tenant from Home.',
  },
  html: 'HTML',
  markdown: 'Markdown',
  columns: {
    section: 'Section',
    objects: 'Objects',
    settings: 'Settings',
    decided: 'Decided',
    differs: 'Not as decided',
    controls: 'Judged by',
  },
  tiles: {
    sections: 'Sections read',
    of: (all: number) => `of ${all}`,
    settings: 'Settings in them',
    decided: 'Decided by people',
    decidedNote: 'with reason, author and day',
    differs: 'Not as decided',
    unread: 'Could not be read',
    unreadNote: 'sections; why stands in each',
  },
  notRead: 'Not read',
  search: 'Filter by words',
  value: 'Value',
  setting: 'Setting',
  why: 'Why, who and when',
  unset: (names: string) => `Not set: ${names}.`,
  differs: 'It is no longer as decided.',
  counted: (count: number) => `${count} in all. Only those that somebody decided about are listed.`,
  empty: 'None.',
  none: { fact: 'No section fits.', next: 'Take the filter away.' },
};

export const decisions = {
  title: 'Decision log',
  columns: {
    setting: 'Setting',
    move: 'From → to',
    reason: 'Reason',
    author: 'By',
    at: 'When',
    source: 'How',
    control: 'Control',
  },
  sources: {
    applied: 'Applied',
    adopted: 'Adopted',
    excepted: 'Excepted',
    undone: 'Taken back',
    imported: 'Imported',
  } as Readonly<Record<string, string>>,
  none: {
    fact: 'Nothing was decided yet.',
    next: 'What a plan applies, an adoption or an exception is written down here.',
  },
};

export const evidence = {
  title: 'Evidence',
  caption: 'Records are added and never changed. A hash that still fits proves it.',
  columns: { what: 'What', kind: 'Kind', at: 'When', by: 'By', hash: 'SHA-256' },
  kinds: { assessment: 'Check', plan: 'Plan', run: 'Run', snapshot: 'Reading', decision: 'Decision' },
  all: 'All',
  none: { fact: 'Nothing is on record yet.', next: 'The first check leaves a reading and its result here.' },
  control: 'Export all of one control',
  choose: 'Control',
  export: 'Export (recorded)',
};
