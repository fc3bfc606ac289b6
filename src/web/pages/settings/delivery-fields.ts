/** A field of the form for a route or stream. */
export interface DeliveryField {
  /** Key in wardline.yaml. */
  key: string;
  kind: 'text' | 'list' | 'number' | 'choice' | 'switch';
  choices?: readonly string[];
  /** Taken when the file says nothing. */
  usual?: string;
  needed?: true;
  example?: string;
}

const web: DeliveryField = { key: 'url', kind: 'text', needed: true, example: 'https://' };
const syslog: readonly DeliveryField[] = [
  { key: 'host', kind: 'text', needed: true, example: 'siem.example.com' },
  { key: 'port', kind: 'number', usual: '6514' },
  { key: 'format', kind: 'choice', choices: ['cef', 'plain'], usual: 'cef' },
  { key: 'confirm', kind: 'choice', choices: ['close', 'none'], usual: 'close' },
];

/** What each kind of route and stream is told beside its name. `ocsf-file` writes to the server's own disk: by file alone. */
export const deliveryFields: Readonly<
  Record<'routes' | 'streams', Readonly<Record<string, readonly DeliveryField[]>>>
> = {
  routes: {
    email: [
      { key: 'to', kind: 'list', needed: true, example: 'officer@example.com' },
      { key: 'from', kind: 'text', needed: true, example: 'wardline@example.com' },
      { key: 'server', kind: 'text', needed: true, example: 'smtp.example.com' },
      { key: 'port', kind: 'number', usual: '587' },
      { key: 'security', kind: 'choice', choices: ['starttls', 'tls'], usual: 'starttls' },
      { key: 'user', kind: 'text', example: 'wardline@example.com' },
    ],
    teams: [],
    slack: [],
    webhook: [web],
    syslog,
  },
  streams: {
    syslog,
    splunk: [web, { key: 'index', kind: 'text' }, { key: 'acknowledge', kind: 'switch' }],
    sentinel: [
      { key: 'endpoint', kind: 'text', needed: true, example: 'https://name-abcd.eastus-1.ingest.monitor.azure.com' },
      { key: 'rule', kind: 'text', needed: true, example: 'dcr-0123456789abcdef0123456789abcdef' },
      { key: 'table', kind: 'text', needed: true, example: 'Custom-Wardline_CL' },
      { key: 'registration', kind: 'choice', choices: ['read-settings', 'read-content'], usual: 'read-settings' },
    ],
    'ocsf-s3': [
      { key: 'bucket', kind: 'text', needed: true },
      { key: 'region', kind: 'text', needed: true, example: 'us-east-1' },
      { key: 'prefix', kind: 'text', usual: 'wardline' },
    ],
    'ocsf-webhook': [web],
  },
};

/** Of every stream: raw records leave only with a reason. */
export const streamFields: readonly DeliveryField[] = [
  { key: 'from', kind: 'choice', choices: ['new', 'all'], usual: 'new' },
  { key: 'whenFull', kind: 'choice', choices: ['wait', 'drop-oldest'], usual: 'wait' },
  { key: 'raw', kind: 'switch' },
  { key: 'reason', kind: 'text' },
];

/** What a form says of a field, as wardline.yaml has it; undefined for the usual value. */
export function valueOf({ key, kind, usual }: DeliveryField, data: FormData): unknown {
  const given = data.get(key);
  if (kind === 'switch') return given === 'on' ? true : undefined;
  const text = typeof given === 'string' ? given.trim() : '';
  if (text === '' || text === usual) return undefined;
  if (kind === 'list') return text.split(/[\s,;]+/).filter(Boolean);
  return kind === 'number' ? Number(text) : text;
}
