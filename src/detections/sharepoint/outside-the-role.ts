import { defineDetection } from '../../core/detection.ts';
import { siteName } from './places.ts';
import { isRead, readOperations } from './reads.ts';

export const outsideTheRole = defineDetection({
  id: 'sharepoint.outside-the-role',
  title: 'A person opened files of a site that is not part of their work',
  severity: 'high',
  citations: ['164.308(a)(4)(ii)(B)', '164.308(a)(3)(i)', '164.312(a)(1)'],
  attack: ['T1213.002'],
  incident: 'insider-access',
  firstSteps: [
    'Ask the person and the head of the site for the reason',
    'Take away the access that lets the person in',
    'List what was opened and whose records they are',
  ],
  falsePositives: [
    'Float staff and stand-ins: add them to the readers of the site for that time',
    'Care in an emergency: record the reason afterwards and keep it with the alert',
  ],
  knownGaps: ['Nothing is told for sites whose readers are not declared. Groups of the directory are not looked up.'],
  parameters: {
    readers: {
      default: [],
      tighten: 'superset',
      title:
        'Who works on which site: "https://clinic.sharepoint.com/sites/therapy = ann@clinic.example, bo@clinic.example"',
    },
  },
  operations: readOperations,
  signal(event, context) {
    if (event.site === undefined || context.parameters.readers.length === 0) return undefined;
    const readers = readersOf(event.site, context.parameters.readers);
    if (!readers || readers.has(event.actor.key) || !isRead(event, context)) return undefined;
    return {
      group: `${event.actor.key} ${siteName(event)}`,
      why: `${event.actor.name} opened files on ${siteName(event)} without being one of its readers`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});

const parsed = new WeakMap<readonly string[], ReadonlyMap<string, ReadonlySet<string>>>();

function readersOf(site: string, lines: readonly string[]): ReadonlySet<string> | undefined {
  let bySite = parsed.get(lines);
  if (!bySite) {
    bySite = new Map(
      lines.map((line) => {
        const [url = '', names = ''] = line.toLowerCase().split(/\s*=\s*/, 2);
        return [url.trim().replace(/\/+$/, ''), new Set(names.split(/[\s,;]+/).filter(Boolean))] as const;
      }),
    );
    parsed.set(lines, bySite);
  }
  return bySite.get(site.toLowerCase());
}
