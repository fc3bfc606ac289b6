import type { Organization } from '../../core/organization.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { objectIdOf } from './principals.ts';

interface Sources {
  emergencyAccounts?: SectionData<'emergencyAccounts'> | undefined;
  users?: SectionData<'users'> | undefined;
  privilegedUsers?: SectionData<'privilegedUsers'> | undefined;
}

/** One declared emergency access account with what the read sections know of it. */
export interface Account {
  /** As declared in `wardline.yaml`. */
  declared: string;
  name: string;
  /** Object id in lower case; undefined when it is declared by a name that no read section holds. */
  id: string | undefined;
  /** Users were read and it is not among them. */
  missing: boolean;
  /** Undefined = not read. */
  enabled: boolean | null | undefined;
  onPremisesImmutableId: string | null | undefined;
  groupIds: readonly string[] | undefined;
  /** Kinds of registered methods. */
  methods: readonly string[] | undefined;
}

export function accountsOf({ breakGlass }: Organization, sources: Sources): Account[] {
  const { emergencyAccounts, users, privilegedUsers } = sources;
  return breakGlass.map((declared) => {
    const id = objectIdOf(declared, emergencyAccounts, users, privilegedUsers);
    const among = <T extends { id?: string | null; userPrincipalName?: string | null }>(
      list: readonly T[] | undefined,
    ) =>
      list?.find(
        (entry) => entry.id?.toLowerCase() === id || entry.userPrincipalName?.toLowerCase() === declared.toLowerCase(),
      );
    const own = among(emergencyAccounts);
    const user = among(users);
    const privileged = among(privilegedUsers);
    return {
      declared,
      name: own?.userPrincipalName ?? user?.userPrincipalName ?? privileged?.displayName ?? declared,
      id,
      missing: users !== undefined && !user && !own,
      enabled: own?.accountEnabled ?? user?.accountEnabled,
      onPremisesImmutableId: [own, user, privileged].find((entry) => entry?.onPremisesImmutableId !== undefined)
        ?.onPremisesImmutableId,
      groupIds: own?.groupIds?.map((group) => group.toLowerCase()),
      methods: own?.methods?.map((method) => method['@odata.type'] ?? 'unknown method'),
    };
  });
}
