import type { StreamedAlert, StreamedEvent } from '../../src/core/stream.ts';

/** Items whose forms are typed by hand in `golden/`. The people and the clinic are invented. */
const tenant = { id: '11111111-2222-4333-8444-555555555555', name: 'Larkmeadow Family Clinic' };

const common = {
  kind: 'event',
  tenant,
  source: 'unified',
  outcome: 'success',
  actor: { name: 'nina@clinic.example.com', kind: 'user' },
} as const;

export const items = {
  download: {
    ...common,
    id: '00000000-0000-4000-8000-000000000001',
    at: '2026-03-02T09:00:00.000Z',
    workload: 'sharepoint',
    operation: 'FileDownloaded',
    recordType: 6,
    ip: '192.0.2.10',
    agent: 'Mozilla/5.0 (Windows NT 10.0)',
    site: 'https://clinic.sharepoint.com/sites/patients',
    file: { id: '6d1f0a8e-3c52-4f0b-9a53-0d6f2f6a1b11', extension: 'docx', bytes: 20480 },
  },
  signIn: {
    ...common,
    id: '00000000-0000-4000-8000-000000000002',
    at: '2026-03-02T09:01:00.500Z',
    workload: 'entra',
    operation: 'UserLoginFailed',
    recordType: 15,
    outcome: 'failure',
    errorCode: 50126,
    actor: { name: 'omar@clinic.example.com', kind: 'user', id: 'aaaaaaaa-0000-4000-8000-000000000001' },
    ip: '2001:db8::7',
    mfa: false,
  },
  account: {
    ...common,
    id: '00000000-0000-4000-8000-000000000003',
    at: '2026-03-02T09:02:00.000Z',
    source: 'directory-audit',
    workload: 'entra',
    operation: 'Disable account',
    target: 'tom@clinic.example.com',
    correlation: 'cccccccc-0000-4000-8000-000000000003',
  },
  role: {
    ...common,
    id: '00000000-0000-4000-8000-000000000004',
    at: '2026-03-02T09:03:00.000Z',
    workload: 'entra',
    operation: 'Add member to role',
    recordType: 8,
    target: 'tom@clinic.example.com',
    role: 'Global Administrator',
  },
  /** Everything that breaks a form: separators, quotes, line breaks, an escape of the terminal, a mark that turns text. */
  hostile: {
    ...common,
    id: '00000000-0000-4000-8000-000000000005',
    at: '2026-03-02T09:04:00.000Z',
    workload: 'exchange',
    operation: 'New-InboxRule|a\\b\nCEF:0|x',
    recordType: 1,
    outcome: 'unknown',
    actor: { name: 'eve"]=x\\y\r\n<13>1 forged\u001b[2J\u202e@clinic.example.com', kind: 'user' },
    agent: 'a=b|c\\d\nsuser=admin',
  },
} as const satisfies Record<string, StreamedEvent>;

export const alert: StreamedAlert = {
  kind: 'alert',
  id: 'sharepoint.mass-download:7#12',
  at: '2026-03-02T11:00:00.000Z',
  notice: {
    id: 'sharepoint.mass-download:7',
    detection: 'sharepoint.mass-download',
    title: 'A person takes many files',
    severity: 'critical',
    actor: 'nina@clinic.example.com',
    firstAt: '2026-03-02T09:00:00.000Z',
    lastAt: '2026-03-02T10:59:00.000Z',
    count: 62318,
    change: 'opened',
    tenant,
  },
};
