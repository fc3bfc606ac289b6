import type { Words } from './words.ts';

const colors = { critical: 'Attention', high: 'Attention', medium: 'Warning', low: 'Default' } as const;

/**
 * The body for a Teams "Workflows" webhook: a message with one Adaptive Card 1.4. Text of a card is Markdown, so what
 * could be a link or a format is taken out of its meaning.
 */
export function teamsCard({ subject, severity, lines, facts, link }: Words): string {
  return JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            {
              type: 'TextBlock',
              text: plainText(subject),
              weight: 'Bolder',
              size: 'Medium',
              wrap: true,
              color: severity === undefined ? 'Default' : colors[severity],
            },
            ...lines.map((text) => ({ type: 'TextBlock', text: plainText(text), wrap: true })),
            {
              type: 'FactSet',
              facts: facts.map(([title, value]) => ({ title: plainText(title), value: plainText(value) })),
            },
          ],
          ...(link && { actions: [{ type: 'Action.OpenUrl', title: 'Open the alert', url: link }] }),
        },
      },
    ],
  });
}

/** Markdown's own characters escaped; `<at>` mentions and HTML need the angle. */
function plainText(text: string): string {
  return text.replace(/[\\`*_[\]()#~]/g, (found) => `\\${found}`).replace(/[<>]/g, ' ');
}
