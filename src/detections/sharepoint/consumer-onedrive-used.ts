import type { AuditEvent } from '../../core/audit-event.ts';
import { defineDetection } from '../../core/detection.ts';
import { fieldsOf, textOf } from '../../core/audit/values.ts';
import { isPerson } from './people.ts';
import { siteName } from './places.ts';

const privateStores =
  /(?:^|[/.])(?:onedrive\.live\.com|d\.docs\.live\.net|1drv\.ms|dropbox(?:usercontent)?\.com|drive\.google\.com|docs\.google\.com|icloud\.com|mega\.(?:nz|io)|wetransfer\.com|mediafire\.com|pcloud\.com|sendspace\.com|gofile\.io)(?:$|[/:])/i;

export const consumerOnedriveUsed = defineDetection({
  id: 'sharepoint.consumer-onedrive-used',
  title: 'Work files meet a private cloud storage or a private computer',
  severity: 'medium',
  citations: ['164.308(b)(1)', '164.310(d)(1)', '164.312(e)(1)'],
  attack: ['T1567.002'],
  incident: 'phi-taken',
  firstSteps: [
    'Ask the person what they stored there and have it deleted',
    'Block private accounts in the OneDrive client and private storage in the browser',
    'If it held PHI, start the breach assessment: no agreement covers a private account',
  ],
  falsePositives: [
    'A new office computer that is not yet in the domain is refused by sync: join it, the alert ends',
    'A partner works with such a storage: have it send by a store that an agreement covers',
  ],
  knownGaps: [
    'Uploads are seen only from computers that Purview endpoint DLP watches',
    'Uploads that a DLP policy matched are the matter of purview.phi-to-private-storage',
    'A refused sync moved no file: it takes several within a day to be told',
  ],
  parameters: {
    refusals: { default: 3, tighten: 'lower', title: 'Refused sync attempts within a day that make an alert' },
  },
  operations: ['unmanagedsyncclientblocked', 'fileuploadedtocloud', 'filecopiedtocloud'],
  signal(event, context) {
    if (!isPerson(event, context)) return undefined;
    if (event.op === 'unmanagedsyncclientblocked') {
      return {
        group: event.actor.key,
        why: `${event.actor.name} tried to sync ${siteName(event)} to a computer that is not the organization’s`,
      };
    }
    if (isMatched(event)) return undefined;
    const target = [event.raw['TargetDomain'], event.raw['TargetUrl'], event.raw['DestinationLocation']].map(textOf);
    const store = target.map((text) => privateStores.exec(text ?? '')?.[0].replace(/[/:]/g, '')).find(Boolean);
    if (store === undefined) return undefined;
    return {
      group: event.actor.key,
      weight: context.parameters.refusals,
      severity: 'high',
      why: `${event.actor.name} uploaded a work file to ${store.replace(/^\./, '')}`,
    };
  },
  rule: ({ refusals }) => ({ kind: 'count', atLeast: refusals, withinMinutes: 1440, mergeMinutes: 1440 }),
  summary: ({ last }) => last,
});

/** What endpoint DLP matched has a detection of its own in Purview. */
function isMatched(event: AuditEvent): boolean {
  const inner = fieldsOf(event.raw['EndpointMetaData']);
  return ['SensitiveInfoTypeData', 'PolicyDetails', 'PolicyMatchInfo'].some((key) => {
    const value = inner?.[key] ?? event.raw[key];
    return Array.isArray(value) ? value.length > 0 : fieldsOf(value) !== undefined;
  });
}
