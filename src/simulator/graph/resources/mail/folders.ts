import { foldersOf } from '../../../content/mailboxes.ts';
import type { Entity } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import { type GraphContext, defineGraphCollection } from '../../resource.ts';

export const mailRoles = ['Mail.ReadBasic.All', 'Mail.Read', 'Mail.ReadWrite'];

/** Folders of a mailbox; who has none answers 404 MailboxNotEnabledForRESTAPI. */
export function mailboxOf({ state, parameters }: GraphContext): Entity[] {
  const found = foldersOf(state, parameters['user']!);
  if (!found)
    throw new GraphError(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  return found;
}

/** The folder of a path's `{folder}`: an id, or a well-known name. */
export function folderNamed(context: GraphContext): Entity {
  const wanted = context.parameters['folder']!;
  const found = mailboxOf(context).find(({ id, wellKnown }) => id === wanted || wellKnown === wanted.toLowerCase());
  if (!found) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return found;
}

/** Hidden folders are listed when they are asked for. */
function seen({ request }: GraphContext, folders: readonly Entity[]): Entity[] {
  const all = request.query.get('includeHiddenFolders')?.toLowerCase() === 'true';
  return folders.filter(({ isHidden }) => all || isHidden !== true);
}

const folderProperties = {
  id: 'text',
  childFolderCount: 'number',
  displayName: 'text',
  isHidden: 'flag',
  parentFolderId: 'text',
  totalItemCount: 'number',
  unreadItemCount: 'number',
} as const;

/** Those at the top; by id also the others. */
export const mailFolders = defineGraphCollection({
  path: '/users/{user}/mailFolders',
  type: 'mailFolder',
  state: 'mailFolders/{user}',
  methods: ['list', 'get'],
  family: 'mail',
  parents: { user: 'users' },
  keys: ['wellKnown'],
  roles: { read: mailRoles },
  page: { size: 10, max: 1000 },
  // Every folder of the mailbox, at any depth: assumption mail-folder-delta.
  delta: { reason: 'deleted' },
  load: (context) => {
    const all = mailboxOf(context);
    if (context.parameters['id'] !== undefined) return all;
    if (/\/delta(\(\))?$/i.test(context.request.path)) return seen(context, all);
    const ids = new Set(all.map(({ id }) => id));
    return seen(context, all).filter(({ parentFolderId }) => !ids.has(parentFolderId));
  },
  properties: folderProperties,
});

export const childFolders = defineGraphCollection({
  path: '/users/{user}/mailFolders/{folder}/childFolders',
  type: 'mailFolder',
  state: 'mailFolders/{user}',
  methods: ['list', 'get'],
  family: 'mail',
  parents: { user: 'users' },
  roles: { read: mailRoles },
  page: { size: 10, max: 1000 },
  load: (context) => {
    const { id } = folderNamed(context);
    return seen(context, mailboxOf(context)).filter(({ parentFolderId }) => parentFolderId === id);
  },
  properties: folderProperties,
});
