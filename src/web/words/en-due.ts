export const due = {
  title: 'Due',
  none: 'Nothing is due in the next 30 days.',
  late: 'late',
  alerts: 'Open alerts',
  noAlerts: 'No alert is open.',
  all: 'All alerts',
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
        ['Ctrl K', 'Search pages and tenants'],
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
        ['Enter', 'Open the row'],
        ['Space', 'Select the row'],
        ['Home, End', 'First and last column; with Ctrl, first and last row'],
        ['Page Up, Page Down', 'Ten rows'],
      ],
    },
  ],
} as const;
