import { defineDetection } from '../../core/detection.ts';
import { fileOf } from '../../core/audit/file.ts';
import { textOf } from '../../core/audit/values.ts';
import { outsider } from '../sharepoint/people.ts';
import { siteName } from '../sharepoint/places.ts';

const media = new Set(['mp4', 'vtt', 'm4a', 'webm']);

export const recordingDownloadedByOutsider = defineDetection({
  id: 'teams.recording-downloaded-by-outsider',
  title: 'An outside person downloaded the recording of a meeting',
  severity: 'high',
  citations: ['164.312(a)(1)', '164.312(e)(1)', '164.308(b)(1)'],
  attack: ['T1213', 'T1530'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'End the sharing of the recording',
    'Ask the owner of the meeting whether patients were spoken of',
    'If so and no agreement covers the outsider, start the breach assessment',
  ],
  falsePositives: ['A webinar for the public: keep its recording on a site without PHI and allow that site.'],
  knownGaps: ['Recordings are known by their folder and kind of file. Watching in the browser is no download.'],
  operations: ['filedownloaded', 'recordingdownloaded', 'transcriptdownloaded'],
  signal(event, context) {
    if (event.outcome === 'failure') return undefined;
    const { kind, name } = event.actor;
    const found = kind === 'anonymous' ? undefined : outsider(name, kind === 'guest', context);
    if (kind !== 'anonymous' && !found) return undefined;
    const file = fileOf(event);
    if (event.op === 'filedownloaded') {
      const path = `${textOf(event.raw['SourceRelativeUrl']) ?? ''}/`;
      if (!/(?:^|\/)recordings\//i.test(path) || !media.has(file?.extension ?? '')) return undefined;
    }
    return {
      group: event.actor.key,
      ...(file && { distinct: file.key }),
      why: `${found?.name ?? 'Somebody who did not sign in'} downloaded the recording of a meeting from ${siteName(event)}`,
      ...(found?.domain && { domain: found.domain }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
