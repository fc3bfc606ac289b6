import type { Scope } from '../../resource.ts';

const role = 'application_access';

export const readScope: Scope = {
  api: 'teams',
  role,
  registration: 'read-settings',
  why: 'To read Teams settings by the service behind PowerShell, limited to reading by the Entra role Global Reader.',
};

export const changeScope: Scope = {
  api: 'teams',
  role,
  registration: 'change',
  why: 'To change Teams settings by the service behind PowerShell, as far as the Entra role Teams Administrator allows.',
};

/** The Entra role that an admin assigns to the app that changes Teams settings; Global Reader, for reading, it has already. */
export const teamsRoles = [
  {
    role: 'Teams Administrator',
    registration: 'change',
    why: 'To change Teams settings.',
  },
] as const;
