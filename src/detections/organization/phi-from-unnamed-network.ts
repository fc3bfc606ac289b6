import { defineDetection } from '../../core/detection.ts';
import { deviceOf } from '../../core/audit/device.ts';
import { isMicrosoftFrontEnd } from '../../core/audit/front-end.ts';

export const phiFromUnnamedNetwork = defineDetection({
  id: 'organization.phi-from-unnamed-network',
  title: 'PHI was opened from a network that is not declared',
  severity: 'medium',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(4)(ii)(C)', '164.310(b)', '164.312(e)(1)'],
  attack: ['T1213.002'],
  incident: 'insider-access',
  firstSteps: [
    'Ask the person where they worked, and whether others could read along',
    'Declare the network if it is a place of work, or remind the person of the VPN',
    'If it was not the person: revoke the sessions and list what was opened',
  ],
  falsePositives: ['Work from home: declare the VPN, or allow the account with a reason and an end day'],
  knownGaps: [
    'Works only where watch.networks and phi.sites are declared',
    'Files opened in the browser come from Microsoft’s own addresses and show no network',
    'Downloads to devices that are known as unmanaged are the matter of sharepoint.unmanaged-device-download',
  ],
  operations: [
    'fileaccessed',
    'fileaccessedextended',
    'filepreviewed',
    'filedownloaded',
    'filesyncdownloadedfull',
    'filecopied',
    'filemodified',
  ],
  signal(event, context) {
    const { kind, key, name } = event.actor;
    if ((kind !== 'user' && kind !== 'guest') || event.outcome === 'failure') return undefined;
    if (event.ip === undefined || context.inNamedNetwork(event.ip) !== false) return undefined;
    if (context.isPhiSite(event.site) !== true) return undefined;
    if (context.isServiceAccount(event) || context.isApprovedApp(event.app?.id) || isMicrosoftFrontEnd(event))
      return undefined;
    // Downloads to unmanaged devices have an alert of their own, which names the address.
    if (/download/.test(event.op) && deviceOf(event).managed === false) return undefined;
    return {
      group: key,
      ...(event.object !== undefined && { distinct: event.object }),
      why: `${name} opened files of ${event.site} from ${event.ip}, which is no declared network`,
      ...(deviceOf(event).managed === true && { severity: 'low' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
