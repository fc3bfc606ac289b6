import { shell } from './en-shell.ts';
import { signIn } from './en-sign-in.ts';

export const en = { shell, signIn };
