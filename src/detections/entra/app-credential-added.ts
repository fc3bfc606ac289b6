import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { defineDetection } from '../../core/detection.ts';
import { appIdsOf, isMicrosoftApp } from './app-record.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

export const appCredentialAdded = defineDetection({
  id: 'entra.app-credential-added',
  title: 'An application got a new secret or certificate',
  severity: 'medium',
  citations: ['164.312(d)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.001'],
  incident: 'app-consent',
  firstSteps: [
    'Ask the owner of the application whether the credential is theirs',
    'Remove the new credential if nobody stands for it',
    'Look at the application’s sign-ins since, above all from new addresses',
  ],
  falsePositives: [
    'A planned renewal before the old secret ends: ask the owner once and allow the account with a reason.',
    'An application that renews its own certificate comes as low.',
  ],
  knownGaps: [
    'What the application may do is not in the record.',
    'The first secret of an application that was just registered is an ordinary thing and comes too.',
  ],
  operations: [
    'add service principal credentials',
    'update application - certificates and secrets management',
    'update application',
    'update service principal',
  ],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const credential = newCredential(event);
    if (credential === undefined || isMicrosoftApp(event)) return undefined;
    const target =
      targetsOf(event).find((entry) => entry.kind === 'service' || entry.kind === 'application') ?? targetsOf(event)[0];
    // Made by the join of devices, in every tenant.
    if (target?.name === 'P2P Server' && event.actor.kind !== 'user') return undefined;
    const app = target?.name ?? target?.id ?? event.object ?? 'an application';
    const own = event.actor.id !== undefined && appIdsOf(event).includes(event.actor.id);
    return {
      group: app.toLowerCase(),
      why: `${app} got a new ${credential.kind}, from ${own ? 'itself' : event.actor.name}`,
      // Setting up single sign-on makes a signing certificate on the enterprise application; little else is made there.
      severity: own ? 'low' : event.op === 'add service principal credentials' && !credential.signs ? 'high' : 'medium',
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

interface Credential {
  id: string;
  kind: string;
  signs: boolean;
}

/** A credential that was not there before; undefined when none was added. */
function newCredential(event: AuditEvent): Omit<Credential, 'id'> | undefined {
  let described = false;
  for (const { name, old, new: now } of changesOf(event)) {
    if (/^federatedidentitycredentials?$/i.test(name) && now.length > old.length)
      return { kind: 'trust in an outside identity', signs: false };
    if (!/^keydescription$/i.test(name)) continue;
    const known = new Set(keysIn(old).map(({ id }) => id));
    const fresh = keysIn(now).filter(({ id }) => !known.has(id));
    if (fresh.length > 0) return { kind: fresh[0]!.kind, signs: fresh.some(({ signs }) => signs) };
    described = true;
  }
  // A record cut short by a forwarder: the operation alone says that there is one.
  return !described && event.op === 'add service principal credentials'
    ? { kind: 'credential', signs: true }
    : undefined;
}

/** Keys of `[KeyIdentifier=..,KeyType=Password,KeyUsage=Verify,DisplayName=..]`. */
function keysIn(text: string): Credential[] {
  return [...text.matchAll(/KeyIdentifier=([^,\]]+),\s*KeyType=(\w+)(?:,\s*KeyUsage=(\w+))?/gi)].map(
    ([, id, type, usage]) => ({
      id: id!.toLowerCase(),
      kind: /password/i.test(type!) ? 'secret' : 'certificate',
      signs: /sign/i.test(usage ?? ''),
    }),
  );
}
