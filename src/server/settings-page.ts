import { type ServerSetting, serverSettings } from './settings.ts';

/** `.env.example`: every variable with its meaning and what it is when it is left out. */
export function envExample(settings: readonly ServerSetting[] = serverSettings): string {
  const parts = settings.map(({ name, means, usual, file }) =>
    [
      `# ${means}`,
      `# When left out: ${usual ?? 'off'}.${file ? ` ${name}_FILE may name a file that holds it.` : ''}`,
      `#${name}=`,
    ].join('\n'),
  );
  return `# Settings of Wardline, one for each variable. Made by npm run docs from src/server/settings.ts.\n# Take the # away before a name to set it. See docs/operation.md.\n\n${parts.join('\n\n')}\n`;
}
