import type { Words } from './words.ts';

/** The most that Slack takes: characters of a header and of a text, fields of a section, blocks of a message. */
const most = { header: 150, text: 2_900, fields: 10, blocks: 40 };

/** The body for a Slack incoming webhook, in blocks. */
export function slackBlocks({ subject, lines, facts, link }: Words): string {
  const fields = facts.map(([name, value]) => ({
    type: 'plain_text',
    emoji: false,
    text: `${name}: ${value}`.slice(0, 1_900),
  }));
  const sections = Array.from({ length: Math.ceil(fields.length / most.fields) }, (_, at) => ({
    type: 'section',
    fields: fields.slice(at * most.fields, (at + 1) * most.fields),
  }));
  return JSON.stringify({
    // What phones show; it is mrkdwn, where <!channel> would call everybody.
    text: escaped(subject),
    blocks: [
      { type: 'header', text: { type: 'plain_text', emoji: false, text: subject.slice(0, most.header) } },
      ...lines.map((text) => ({
        type: 'section',
        text: { type: 'plain_text', emoji: false, text: text.slice(0, most.text) },
      })),
      ...sections.slice(0, most.blocks),
      ...(link ? [{ type: 'section', text: { type: 'mrkdwn', text: `<${escaped(link)}|Open the alert>` } }] : []),
    ],
  });
}

/** The three characters that Slack wants escaped. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
