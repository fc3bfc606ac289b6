import { endOwnToken } from '../../api/device.ts';
import { WardlineError } from '../../core/errors.ts';
import { type Invocation, defineCommand } from '../command.ts';
import { type Login, loginPath, readLogin, removeLogin } from '../remote/login-file.ts';
import { openServer } from '../remote/server.ts';

export const logoutCommand = defineCommand({
  path: ['logout'],
  summary: 'end the sign-in at the server and delete it here',
  details: `The file is deleted also when the server does not answer: then the token counts there until its end, and you can end
it under My account in the console.`,
  arguments: [],
  options: [
    { flags: '--home <folder>', summary: 'the data folder that keeps the sign-in (WARDLINE_HOME, ~/.wardline)' },
  ],
  formats: ['table', 'json'],
  async run(invocation) {
    const login = loginOf(invocation);
    if (!login)
      return {
        data: { signedOut: false },
        rows: [],
        columns: [],
        text: () => 'Nobody was signed in to a server here.',
      };
    const { server, endsAt } = login;
    const ended = await endAt(invocation, login);
    removeLogin(invocation);
    return {
      data: { signedOut: true, server, endedThere: ended === 'ended' || ended === 'gone' },
      rows: [],
      columns: [],
      text: () =>
        ended === 'ended'
          ? `Signed out of ${server}.`
          : ended === 'gone'
            ? `The sign-in at ${server} had ended already. It is deleted here.`
            : `Deleted here. ${server} did not answer, so that the token counts there until ${endsAt.slice(0, 16).replace('T', ' ')} UTC: end it under My account in the console.`,
    };
  },
});

/** A file that cannot be used is deleted all the same. */
function loginOf(invocation: Invocation): Login | undefined {
  try {
    return readLogin(invocation);
  } catch (error) {
    if (!(error instanceof WardlineError)) throw error;
    removeLogin(invocation);
    throw new WardlineError(
      error.code,
      `${loginPath(invocation)} could not be used as it was, and is deleted.`,
      'The token that stood in it counts until its end: end it under My account in the console.',
    );
  }
}

async function endAt(invocation: Invocation, login: Login): Promise<'ended' | 'gone' | 'no answer'> {
  const server = openServer(invocation, login);
  try {
    // Not again and again: who signs out wants to be done.
    await server.call(endOwnToken, { once: true });
    return 'ended';
  } catch (error) {
    return error instanceof WardlineError && error.code === 'sign-in-needed' ? 'gone' : 'no answer';
  } finally {
    server.close();
  }
}
