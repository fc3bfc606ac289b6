import { findings, home, plans } from './en-posture.ts';
import { shell } from './en-shell.ts';
import { signIn } from './en-sign-in.ts';

export const en = { findings, home, plans, shell, signIn };
