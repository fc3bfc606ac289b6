import type { Assumption } from './assumption.ts';
import { contentAssumptions } from './content.ts';
import { entraAssumptions } from './entra.ts';
import { exchangeAssumptions } from './exchange.ts';
import { graphAssumptions } from './graph.ts';
import { otherAssumptions } from './other.ts';

/** Everything that the simulator takes to be so without having seen it. */
export const assumptions: readonly Assumption[] = [
  ...entraAssumptions,
  ...graphAssumptions,
  ...contentAssumptions,
  ...exchangeAssumptions,
  ...otherAssumptions,
];

/** docs/simulator-assumptions.md */
export function assumptionsPage(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = assumptions.map(({ id, says, basis, risk, check, where }) => {
    const files = where.map((file) => `\`${file}\``).join(', ');
    return `| ${[id, says, basis, risk, check ?? '(cannot be asked without a write)', files].map(cell).join(' | ')} |`;
  });
  return `# What the tenant simulator assumes

Nobody here has a live tenant. What the simulator does follows Microsoft's documents, its metadata and public tools; what
none of these shows is listed here, with where the simulator relies on it. \`wardline verify-assumptions\` asks a real
tenant, read-only, about those that can be asked.

| Id | Taken to be so | From | If it is not so | How to see | Where in src/simulator |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
