import { attachments } from './attachments.ts';
import { childFolders, mailFolders } from './folders.ts';
import { folderMessages, messages } from './messages.ts';

/** Mail as people have it; its rules and settings are Exchange's. */
export const mailResources = [attachments, childFolders, folderMessages, mailFolders, messages];
