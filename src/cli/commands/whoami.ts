import { defineCommand } from '../command.ts';
import { withSession } from '../remote/session.ts';
import { signedIn } from '../remote/signed-in.ts';

export const whoamiCommand = defineCommand({
  path: ['whoami'],
  summary: 'who is signed in to which server, with what roles, and until when',
  details: 'It asks the server each time, so what was taken away shows at once. Exit code 4: nobody is signed in.',
  arguments: [],
  options: [
    { flags: '--home <folder>', summary: 'the data folder that keeps the sign-in (WARDLINE_HOME, ~/.wardline)' },
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) => withSession(invocation, async ({ server, shown }) => signedIn(server.origin, shown)),
});
