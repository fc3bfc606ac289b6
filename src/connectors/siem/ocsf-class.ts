import type { StreamedEvent } from '../../core/stream.ts';

/** Class and activity of OCSF that an event is. `class_uid` is category × 1000 + n; `type_uid` is `class_uid` × 100 + activity. */
export interface OcsfClass {
  uid: number;
  name: string;
  activity: number;
  /** Only where the activity is none of the class's own (99, other). */
  activityName?: string;
}

const fileActivities: readonly (readonly [RegExp, number])[] = [
  [/^file(?:sync)?upload/, 1],
  [/^filesyncupload/, 1],
  [/^filesyncdownload/, 15],
  [/^filedownload/, 2],
  [/^file(?:modified|modifiedextended|checkedin|versioned?)/, 3],
  [
    /^(?:file|folder)(?:deleted|recycled|deletedfirststagerecyclebin|deletedsecondstagerecyclebin|versionsalldeleted)/,
    4,
  ],
  [/^(?:file|folder)renamed/, 5],
  [/^(?:file|folder)copied/, 6],
  [/^(?:file|folder)moved/, 7],
  [/^(?:file|folder)restored/, 8],
  [/^filepreviewed/, 9],
  [/^(?:file|page)(?:accessed|viewed)/, 14],
  [
    /^(?:sharingset|sharinginvitationcreated|anonymouslinkcreated|companylinkcreated|securelinkcreated|addedtosecurelink)/,
    12,
  ],
  [
    /^(?:sharingrevoked|sharinginvitationrevoked|anonymouslinkremoved|companylinkremoved|securelinkdeleted|removedfromsecurelink)/,
    13,
  ],
  [/^(?:anonymouslinkused|companylinkused|securelinkused)/, 14],
];

const accountActivities: readonly (readonly [RegExp, number])[] = [
  [/^add user|^invite external user/, 1],
  [/^enable account/, 2],
  [/^change user password|^change password/, 3],
  [/^reset user password|^reset password/, 4],
  [/^disable account/, 5],
  [/^(?:hard )?delete user/, 6],
  [/^enable strong authentication|^user registered (?:all required )?security info/, 10],
  [/^disable strong authentication|^user deleted security info/, 11],
];

/** The class of an event by its source, workload and operation; an operation that none is made for is API activity. */
export function ocsfClass(event: StreamedEvent): OcsfClass {
  const op = event.operation.toLowerCase();
  if (/logged?in|loginfailed/.test(op) || event.source === 'sign-in')
    return { uid: 3002, name: 'Authentication', activity: 1 };
  if (event.source === 'risk-detection' || event.recordType === 294)
    return { uid: 2004, name: 'Detection Finding', activity: 1 };
  if (event.policies || event.label !== undefined || op.startsWith('dlp'))
    return { uid: 2006, name: 'Data Security Finding', activity: 1 };
  if (event.workload === 'sharepoint' || event.workload === 'onedrive') {
    const activity = fileActivities.find(([pattern]) => pattern.test(op))?.[1];
    if (activity !== undefined || event.file)
      return { uid: 6006, name: 'File Hosting Activity', ...known(activity, event.operation) };
  }
  if (event.workload === 'entra') return directoryClass(event, op) ?? entityClass(op, event.operation) ?? api(op);
  if (/^(?:send|sendas|sendonbehalf)$/.test(op)) return { uid: 4009, name: 'Email Activity', activity: 1 };
  return entityClass(op, event.operation) ?? api(op);
}

function directoryClass(event: StreamedEvent, op: string): OcsfClass | undefined {
  if (/(?:eligible )?member (?:to|from) role|role assignment|app role assignment/.test(op) || event.role !== undefined)
    return {
      uid: 3005,
      name: 'User Access Management',
      ...known(/^add|assign/.test(op) ? 1 : /^remove|^delete|revoke/.test(op) ? 2 : undefined, event.operation),
    };
  if (/member (?:to|from) group/.test(op))
    return { uid: 3006, name: 'Group Management', activity: op.startsWith('add') ? 3 : 4 };
  if (/^(?:add|create) group/.test(op)) return { uid: 3006, name: 'Group Management', activity: 6 };
  if (/^(?:hard )?delete group/.test(op)) return { uid: 3006, name: 'Group Management', activity: 5 };
  const activity = accountActivities.find(([pattern]) => pattern.test(op))?.[1];
  if (activity !== undefined) return { uid: 3001, name: 'Account Change', activity };
  if (op.startsWith('update user')) return { uid: 3001, name: 'Account Change', ...known(undefined, event.operation) };
  return undefined;
}

/** Policies, rules and settings that are made, changed or removed: cmdlets and directory activities begin with the verb. */
function entityClass(op: string, operation: string): OcsfClass | undefined {
  const entity = { uid: 3004, name: 'Entity Management' };
  if (/^(?:new-|add |create |add-)/.test(op)) return { ...entity, activity: 1 };
  if (op.startsWith('get-')) return { ...entity, activity: 2 };
  if (/^(?:set-|update |update-)/.test(op)) return { ...entity, activity: 3 };
  if (/^(?:remove-|delete |remove )/.test(op)) return { ...entity, activity: 4 };
  if (/^(?:enable-|disable-|start-|stop-)/.test(op)) return { ...entity, ...known(undefined, operation) };
  return undefined;
}

/** API Activity: create 1, read 2, update 3, delete 4. */
function api(op: string): OcsfClass {
  const activity = /(?:create|add|insert|new|upload|send)/.test(op)
    ? 1
    : /(?:access|view|read|download|search|list|get|open)/.test(op)
      ? 2
      : /(?:update|set|change|modif|edit|move|rename)/.test(op)
        ? 3
        : /(?:delete|remove|purge|recycle)/.test(op)
          ? 4
          : undefined;
  return { uid: 6003, name: 'API Activity', ...known(activity, op) };
}

function known(activity: number | undefined, operation: string): Pick<OcsfClass, 'activity' | 'activityName'> {
  return activity === undefined ? { activity: 99, activityName: operation } : { activity };
}
