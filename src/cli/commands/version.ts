import { defineCommand } from '../command.ts';

export const versionCommand = defineCommand({
  path: ['version'],
  summary: 'print the version of Wardline and of its Node',
  arguments: [],
  options: [],
  formats: ['table', 'json'],
  async run({ version }) {
    const data = { wardline: version, node: process.versions.node };
    return { data, rows: [data], columns: [], text: () => `Wardline ${data.wardline} (Node ${data.node})` };
  },
});
