import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { withDeliveries } from '../../deliveries/open.ts';
import { type StreamReport, runOneStream } from '../../deliveries/run-stream.ts';
import { chosen } from '../../deliveries/settings.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';

export const streamsRunCommand = defineCommand<StreamReport>({
  path: ['streams', 'run'],
  summary: 'send audit events and alerts to other systems, by all streams or by one',
  details: `Delivers everything at least once: what a receiver does not take waits on disk, encrypted. Killed at any
moment, the next run goes on. Ends when all is delivered, or after a minute of a receiver that takes
nothing (exit code 6); --follow goes on for good.
  wardline streams run
  wardline streams run splunk --follow`,
  arguments: [{ name: 'name', summary: 'the stream; all when absent', optional: true }],
  options: [
    { flags: '--follow', summary: 'go on until the process is ended' },
    organizationOption,
    tenantOption,
    homeOption,
    whatIfOption,
  ],
  formats: ['table', 'json', 'jsonl'],
  run: (invocation) =>
    withDeliveries(invocation, async (context, { streams }) => {
      const wanted = chosen('stream', streams, invocation.arguments[0]);
      const names = wanted.map(({ name }) => name).join(', ');
      if (invocation.options['whatIf'])
        return { data: { streams: names }, rows: [], columns: [], text: () => `Would send what is new by: ${names}.` };
      const follow = invocation.options['follow'] === true;
      const tell = (line: string) => invocation.tell(line);
      // Each has its own receiver: one that is down holds up no other.
      const ended = await Promise.allSettled(wanted.map((stream) => runOneStream(stream, context, { follow, tell })));
      const failed = ended.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
      const rows = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Stream', value: (row) => row.stream },
          { title: 'Result', value: (row) => row.end },
          { title: 'Delivered', value: (row) => row.delivered },
          { title: 'Waiting', value: (row) => row.waiting },
          { title: 'Set aside', value: (row) => row.dead },
          { title: 'Dropped', value: (row) => row.dropped },
          { title: 'Why', value: (row) => row.why ?? '' },
        ],
        exit: rows.some(({ end }) => end !== 'drained') ? 6 : 0,
        messages: rows.flatMap(messagesOf),
      };
    }),
});

function messagesOf({ stream, dropped, dead, skipped, end }: StreamReport): string[] {
  return [
    ...(dropped > 0
      ? [`${stream}: ${dropped} items were dropped since it was set up, the oldest first, because its spool was full.`]
      : []),
    ...(dead > 0
      ? [
          `${stream}: the receiver refused ${dead} items for good. After mending it: wardline streams retry-dead ${stream}`,
        ]
      : []),
    ...(skipped > 0 ? [`${stream}: ${skipped} records of the log are in quarantine and are no events to send.`] : []),
    ...(end === 'stopped' ? [`${stream}: it stopped. Find out why with: wardline streams test ${stream}`] : []),
  ];
}
