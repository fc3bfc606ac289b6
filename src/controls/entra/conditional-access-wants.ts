import { type Policy, type Want, clientAppTypes, has } from './conditional-access.ts';
import { alternatives, blocks, requiresMfa, weakerThanPhishingResistant } from './conditional-access-grants.ts';

/** Everybody proves a second factor for everything. Any one alternative grant makes it a weaker form. */
export const mfaForAll: Want = {
  aim: 'MFA for all users and all apps',
  who: 'all',
  what: 'all',
  does: requiresMfa,
  weaker: (policy) => alternatives(policy, ['mfa'], true),
  partial: ['grant'],
};

export const guestsWithMfa: Want = {
  ...mfaForAll,
  aim: 'MFA for all guests and all apps',
  who: 'guests',
  does: (policy) => requiresMfa(policy) && forGuests(policy),
};

export const phishingResistantForAll: Want = {
  aim: 'phishing-resistant MFA for all users and all apps',
  who: 'all',
  what: 'all',
  does: requiresMfa,
  weaker: weakerThanPhishingResistant,
};

export function phishingResistantForAdmins(roles: readonly string[]): Want {
  return { ...phishingResistantForAll, aim: 'phishing-resistant MFA for the admin roles and all apps', who: { roles } };
}

const legacyClients = clientAppTypes.slice(2);

export const legacyBlocked: Want = {
  aim: 'a block of legacy authentication for all users and all apps',
  who: 'all',
  what: 'all',
  clientApps: legacyClients,
  does: (policy) => blocks(policy) && legacyClients.some((type) => has(policy.conditions?.clientAppTypes, type)),
  scuba: (policy) => legacyClients.every((type) => has(policy.conditions?.clientAppTypes, type)),
};

function forGuests(policy: Policy): boolean {
  const users = policy.conditions?.users;
  // Whom a policy covers may not have been read: then it may be guests.
  return (
    !users ||
    has(users?.includeUsers, 'All') ||
    has(users?.includeUsers, 'GuestsOrExternalUsers') ||
    Boolean(users?.includeGuestsOrExternalUsers?.guestOrExternalUserTypes)
  );
}
