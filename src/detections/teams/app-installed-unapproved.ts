import { defineDetection } from '../../core/detection.ts';
import { textOf } from '../../core/audit/values.ts';

export const appInstalledUnapproved = defineDetection({
  id: 'teams.app-installed-unapproved',
  title: 'An app that nobody checked was added to Teams',
  severity: 'medium',
  citations: ['164.308(b)(1)', '164.308(a)(5)(ii)(B)', '164.312(a)(1)'],
  attack: ['T1176', 'T1671'],
  incident: 'app-consent',
  firstSteps: [
    'Remove the app from the team or the person',
    'Look which permissions it has, and whether it saw messages or files',
    'Turn off uploading of custom apps for people who build none',
  ],
  falsePositives: [
    'An app that the organization builds: declare it as an approved app',
    'Apps of the Teams store are checked by Microsoft and not told',
  ],
  knownGaps: ['Whether the organization blocks an app of the store is not in the record.'],
  operations: ['appinstalled', 'apppublishedtocatalog', 'botaddedtoteam', 'connectoradded', 'tabadded'],
  signal(event, context) {
    if (event.actor.kind === 'system' || event.outcome === 'failure') return undefined;
    const ids = ['AzureADAppId', 'AddOnGuid', 'AppId'].map((field) => textOf(event.raw[field])?.toLowerCase());
    if (ids.some((id) => context.isApprovedApp(id))) return undefined;
    const mode = textOf(event.raw['AppDistributionMode']) ?? '';
    const sideloaded = /^side-?load/i.test(mode);
    if (!sideloaded && event.op !== 'apppublishedtocatalog') return undefined;
    const name = textOf(event.raw['AddOnName'] ?? event.raw['AddonName']);
    return {
      group: event.actor.key,
      why: `${event.actor.name} ${sideloaded ? 'uploaded the app' : 'published to everybody the app'} ${name ?? 'without a name'} ${sideloaded ? 'from a file' : ''}`.trim(),
      ...(!sideloaded && { severity: 'low' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 240 },
});
