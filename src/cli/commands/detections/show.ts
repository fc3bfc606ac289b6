import type { Detection } from '../../../core/detection.ts';
import { findDetection } from '../../alerts/chosen-detections.ts';
import { defineCommand } from '../../command.ts';
import { wrap } from '../../output.ts';

export const detectionsShowCommand = defineCommand({
  path: ['detections', 'show'],
  summary: 'show one detection: what it sees, when it alerts, what to do first',
  arguments: [{ name: 'id', summary: 'detection id, as `wardline detections list` names it' }],
  options: [],
  formats: ['table', 'json'],
  async run({ arguments: [id] }) {
    const detection = findDetection(id!);
    const rule = detection.rule(defaultsOf(detection));
    return {
      data: { ...detection, rule },
      rows: [],
      columns: [],
      text: ({ width }) => page(detection, rule, width),
    };
  },
});

function defaultsOf(detection: Detection): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detection.parameters).map(([name, parameter]) => [name, parameter.default]));
}

function page(detection: Detection, rule: object, width: number): string {
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', title, ...lines.flatMap((line) => wrap(`- ${line}`, width))];
  const { operations } = detection;
  return [
    `${detection.id}  ${detection.severity}`,
    detection.title,
    ...list('First steps', detection.firstSteps),
    ...list('Announces', [detection.incident]),
    ...list('Serves', [
      detection.citations.join(', '),
      ...(detection.attack.length > 0 ? [`ATT&CK ${detection.attack.join(', ')}`] : []),
    ]),
    ...list('Looks at', [operations === 'all' ? 'every record' : operations.join(', ')]),
    ...list(
      'Rule',
      Object.entries(rule).map(
        ([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
      ),
    ),
    ...list(
      'Parameters',
      Object.entries(detection.parameters).map(
        ([name, { title, default: value }]) => `${name}: ${title} (${String(value)})`,
      ),
    ),
    ...list('Innocent causes', detection.falsePositives),
    ...list('What it cannot see', detection.knownGaps),
  ].join('\n');
}
