import { channelMessages, channels, teams } from './channels.ts';
import { chatMessages, chats } from './chats.ts';

/** Teams, their channels, and what is said in channels and chats. */
export const teamsResources = [channelMessages, channels, chatMessages, chats, teams];
