import { dirname, resolve } from 'node:path';
import { folderStore } from '../../connectors/object-storage/folder.ts';
import type { Archive } from '../../core/audit-keeping.ts';
import { now } from '../../core/clock.ts';
import { WardlineError } from '../../core/errors.ts';
import type { ObjectStore } from '../../core/object-store.ts';
import type { Organization } from '../../core/organization.ts';
import { openCredential } from '../../store/credentials.ts';
import type { ArchiveRule } from '../../store/events/archive-wanted.ts';
import { listHolds } from '../../store/events/holds.ts';
import { openKeyring } from '../../store/master-key.ts';
import type { Store } from '../../store/open.ts';
import { withTenant } from '../../store/scope.ts';
import type { Tenant } from '../../store/tenants.ts';
import { loadOrganization } from '../assessment.ts';
import type { Invocation } from '../command.ts';
import { trustedIn } from '../deliveries/settings.ts';

/** Name under which the key to the archive is sealed. */
export const archiveSecret = 'audit-archive';

export interface KeepingSettings {
  organization: Organization;
  /** The folder that files named in wardline.yaml are relative to. */
  folder: string;
}

/** What wardline.yaml says of the archive and of anchors. */
export function keepingSettings({ options, cwd }: Pick<Invocation, 'options' | 'cwd'>): KeepingSettings {
  const { organization, file } = loadOrganization(options['organization'], cwd);
  return { organization, folder: dirname(resolve(cwd, file ?? 'wardline.yaml')) };
}

/** The archive of wardline.yaml. Throws `not-found` where there is none. */
export function archiveIn({ organization }: KeepingSettings): Archive {
  if (organization.archive) return organization.archive;
  throw new WardlineError(
    'not-found',
    'There is no archive yet.',
    'Write one under archive: in wardline.yaml; docs/audit-log.md has an example of each.',
  );
}

/** What the key to an archive is; undefined where none is needed. */
export function archiveSecretWanted({ kind }: Archive): string | undefined {
  if (kind === 's3') return 'access key id and secret access key, with a colon between them';
  return kind === 'azure-blob' ? 'the key of the storage account' : undefined;
}

export async function archiveRule({ prefix, lockDays }: Archive, store: Store, tenant: string): Promise<ArchiveRule> {
  return { prefix, lockDays, now: now(), holds: await withTenant(store, tenant, (scope) => listHolds(scope)) };
}

/** Opens the archive with its sealed key. The caller closes it. */
export async function openArchive(
  archive: Archive,
  { store, tenant, env, folder }: { store: Store; tenant: Tenant; env: Invocation['env']; folder: string },
): Promise<ObjectStore> {
  if (archive.kind === 'folder') return folderStore(resolve(folder, archive.folder));
  const keyring = openKeyring(store.home, env);
  const secret = await withTenant(store, tenant.id, (scope) => openCredential(scope, keyring, archiveSecret)).catch(
    (error: unknown) => {
      if (!(error instanceof WardlineError) || error.code !== 'not-found') throw error;
      throw new WardlineError(
        'not-found',
        `The archive has no key yet: ${archiveSecretWanted(archive)}.`,
        'Give it on standard input: wardline audit archive set-secret < file',
      );
    },
  );
  const reach = {
    ...(archive.endpoint !== undefined && { endpoint: archive.endpoint }),
    ...{ allowPrivate: archive.allowPrivate === true, ...trustedIn(folder, archive.ca) },
  };
  // The makers' packages are large, and most processes have no archive to open.
  if (archive.kind === 'azure-blob') {
    const { azureBlobStore } = await import('../../connectors/object-storage/azure-blob.ts');
    return azureBlobStore({ ...archive, ...reach, accountKey: secret });
  }
  const { s3Store } = await import('../../connectors/object-storage/s3.ts');
  const at = secret.indexOf(':');
  return s3Store({ ...archive, ...reach, accessKeyId: secret.slice(0, at), secretAccessKey: secret.slice(at + 1) });
}

/** Throws `bad-input` for a key that is none for this kind of archive. */
export function checkArchiveSecret(archive: Archive, secret: string): void {
  const isKey = archive.kind === 's3' ? /^[^:]+:.+$/.test(secret) : /^[A-Za-z0-9+/]{20,}={0,2}$/.test(secret);
  if (!isKey) throw new WardlineError('bad-input', `That is not ${archiveSecretWanted(archive)}.`);
}
