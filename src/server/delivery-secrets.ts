import { secretName } from '../cli/deliveries/settings.ts';
import { deleteCredential } from '../store/credentials.ts';
import type { TenantScope } from '../store/scope.ts';
import { entriesIn } from './edit-deliveries.ts';

/** Keys of an entry that say whom its secret goes to. */
const receiver = ['kind', 'url', 'server', 'host', 'port', 'user', 'bucket', 'region', 'endpoint', 'security'] as const;

/**
 * Deletes the sealed secrets of routes and streams that lead elsewhere in the new wardline.yaml, or are no longer
 * there: whoever may edit it must not thereby have a token, a password or a signing key sent to a receiver of theirs.
 */
export async function dropMovedSecrets(scope: TenantScope, before: string, after: string): Promise<void> {
  const [was, is] = [receiversIn(before), receiversIn(after)];
  for (const [name, to] of was) if (is.get(name) !== to) await deleteCredential(scope, secretName(name));
  // A name that comes anew may have had a secret under an older text.
  for (const name of is.keys()) if (!was.has(name)) await deleteCredential(scope, secretName(name));
}

function receiversIn(text: string): Map<string, string> {
  return new Map(
    (['routes', 'streams'] as const).flatMap((kind) =>
      entriesIn(text, kind).map((entry) => [
        String(entry['name']),
        JSON.stringify(receiver.map((key) => entry[key] ?? null)),
      ]),
    ),
  );
}
