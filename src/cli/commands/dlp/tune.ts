import { WardlineError } from '../../../core/errors.ts';
import { type Outcome, outcomeAt, sweep } from '../../../engine/tuning.ts';
import { withTenant } from '../../../store/scope.ts';
import { listVerdicts } from '../../../store/verdicts.ts';
import { defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';

interface Row extends Outcome {
  /** `before`, `after`, or empty in the sweep. */
  what: string;
}

export const dlpTuneCommand = defineCommand<Row>({
  path: ['dlp', 'tune'],
  summary: 'the measured precision of a rule, and how past verdicts would fall under another threshold',
  details: `Without --confidence and --count every sensible threshold is shown. Confidence is Purview's: 65, 75 or 85.
  wardline dlp tune "Protect PHI: identifiers alone" --confidence 85 --count 2
Only what was found can be judged: what a lower threshold would find besides is not known before it has run.`,
  arguments: [{ name: 'rule', summary: 'a DLP rule, or a detector such as phi.ssn' }],
  options: [
    { flags: '--confidence <level>', summary: 'from this confidence on, 1 to 100' },
    { flags: '--count <number>', summary: 'from this many distinct values on' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { arguments: given, options } = invocation;
      const rule = given[0]!;
      const tenant = await chosenTenant(store, options['tenant']);
      const judged = await withTenant(store, tenant.id, (scope) => listVerdicts(scope, { rules: [rule] }));
      if (judged.length === 0)
        throw new WardlineError(
          'not-found',
          'Nobody has judged a hit of this rule yet.',
          'See: wardline dlp hits FILE, then: wardline dlp verdict ID true|false --from FILE --reason TEXT',
        );
      const before = outcomeAt(judged, { confidence: 0, count: 0 });
      const asked = options['confidence'] !== undefined || options['count'] !== undefined;
      const after = outcomeAt(judged, {
        confidence: numberOf(options['confidence'], '--confidence', 100),
        count: numberOf(options['count'], '--count', 1_000_000),
      });
      const rows: Row[] = [
        { what: 'before', ...before },
        ...(asked ? [{ what: 'after', ...after }] : sweep(judged).map((one) => ({ what: '', ...one }))),
      ];
      return {
        data: { rule, judged: judged.length, before, ...(asked ? { after } : { thresholds: sweep(judged) }) },
        rows,
        columns: [
          { title: 'Threshold', value: (row) => row.what },
          { title: 'Confidence', value: (row) => row.confidence },
          { title: 'Count', value: (row) => row.count },
          { title: 'Right', value: (row) => row.right },
          { title: 'Noise', value: (row) => row.wrong },
          { title: 'Right, lost', value: (row) => row.missed },
          { title: 'Noise, gone', value: (row) => row.spared },
          { title: 'Precision', value: (row) => row.precision?.toFixed(2) ?? '' },
        ],
        messages: [
          asked
            ? `${after.spared} of ${before.wrong} noisy hits would be gone, ${after.missed} of ${before.right} right ones would be lost.`
            : `${judged.length} hits were judged: ${before.right} right, ${before.wrong} noise.`,
        ],
      };
    }),
});

function numberOf(given: unknown, option: string, most: number): number {
  if (given === undefined) return 0;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new WardlineError('usage', `${option} takes a whole number from 1 to ${most}.`, 'Run the command with --help.');
}
