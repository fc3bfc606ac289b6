import { defineDetection } from '../../core/detection.ts';
import { fieldsOf, objectsOf, textOf } from '../../core/audit/values.ts';
import { isPerson } from './people.ts';
import { isPhiPlace } from './places.ts';

export const copilotReadsPhi = defineDetection({
  id: 'sharepoint.copilot-reads-phi',
  title: 'Copilot fetched much PHI for one person',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.308(a)(4)(ii)(B)'],
  attack: ['T1213.002'],
  incident: 'insider-access',
  firstSteps: [
    'Ask the person what they were looking for',
    'Look which sites Copilot reached, and whether the person needs them',
    'Keep Copilot out of those sites with restricted content discovery until access is right',
  ],
  falsePositives: ['Work on many charts in one day: raise the number for people who do that.'],
  knownGaps: ['The record lists what Copilot fetched, not what it showed', 'It holds no prompt text.'],
  parameters: {
    items: { default: 50, tighten: 'lower', title: 'Items with PHI within a day that make an alert' },
  },
  operations: ['copilotinteraction'],
  signal(event, context) {
    if (!isPerson(event, context)) return undefined;
    const data = fieldsOf(event.raw['CopilotEventData']) ?? objectsOf(event.raw['CopilotEventData'])[0];
    const items = objectsOf(data?.['AccessedResources']).filter(
      (item) =>
        isPhiPlace(textOf(item['SiteUrl'])?.replace(/\/[^/]*\.[a-z0-9]{2,5}$/i, ''), context) ||
        context.isPhiLabel(textOf(item['SensitivityLabelId'])) === true,
    );
    if (items.length === 0) return undefined;
    return {
      group: event.actor.key,
      weight: items.length,
      why: `Copilot fetched items with PHI for ${event.actor.name}`,
    };
  },
  rule: ({ items }) => ({ kind: 'count', atLeast: items, withinMinutes: 1440, mergeMinutes: 1440 }),
  summary: ({ last, count }) => `${last}: ${count} items within a day`,
});
