import type { Scope } from '../resource.ts';

const content = (role: string, why: string): Scope => ({ api: 'graph', role, registration: 'read-content', why });

/** What reading stored content needs. The registration that reads settings holds none of it. */
export const contentScopes: readonly Scope[] = [
  content('Sites.Read.All', 'To find the sites and libraries in which patient information is looked for.'),
  content('Files.Read.All', 'To look for patient information in files, and to see with whom they are shared.'),
  content('Mail.Read', 'To look for patient information in mail.'),
  content('User.Read.All', 'To know whose OneDrives and mailboxes there are, and which grantees are guests.'),
  content('Team.ReadBasic.All', 'To find the teams, where their messages are read.'),
  content('Channel.ReadBasic.All', 'To find the channels of a team, where their messages are read.'),
  content('ChannelMessage.Read.All', 'To look for patient information in Teams channels.'),
  content('Chat.Read.All', 'To look for patient information in Teams chats.'),
];
