import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { z } from 'zod';
import { addPasskey, passkeyChallenge, signInWithPasskey, startPasskey } from '../../../api/sign-in.ts';
import { call } from '../../client/call.ts';

/** Signs in with a passkey of this device. Throws when the person or the browser breaks it off. */
export async function signInByPasskey(): Promise<void> {
  const { attempt, options } = await call(passkeyChallenge);
  const response = await startAuthentication({ optionsJSON: options });
  await call(signInWithPasskey, { body: { attempt, response: response as never } });
}

/** Makes a passkey on this device; the recovery codes where it is the first second step. */
export async function makePasskey(name: string): Promise<z.output<(typeof addPasskey)['answer']>> {
  const options = await call(startPasskey);
  const response = await startRegistration({ optionsJSON: options as never });
  return call(addPasskey, { body: { name, response: response as never } });
}

/** A name by which the person knows the device again. */
export function deviceName(): string {
  const system = /Windows|Mac OS|Android|iPhone|iPad|Linux/.exec(navigator.userAgent)?.[0] ?? 'device';
  return `Passkey, ${system}`;
}
