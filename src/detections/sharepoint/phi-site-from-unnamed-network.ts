import { defineDetection } from '../../core/detection.ts';
import { deviceOf } from '../../core/audit/device.ts';
import { holdsPhi, siteName } from './places.ts';
import { isRead, readOperations } from './reads.ts';

export const phiSiteFromUnnamedNetwork = defineDetection({
  id: 'sharepoint.phi-site-from-unnamed-network',
  title: 'Files with PHI were opened outside of the own networks',
  severity: 'medium',
  citations: ['164.310(b)', '164.312(a)(1)', '164.312(e)(1)'],
  attack: ['T1078.004', 'T1213.002'],
  incident: 'insider-access',
  firstSteps: [
    'Ask the person where they worked and over which network',
    'Have them use the office network or the VPN for PHI',
    'If nobody worked there, treat the account as taken over',
  ],
  falsePositives: [
    'Work from home that is allowed: declare the VPN’s address as an own network and have them use it',
    'An office got a new address: declare it under watch.networks',
  ],
  knownGaps: [
    'Nothing is told until own networks are declared',
    'Declared PHI sites are the matter of organization.phi-from-unnamed-network; here it is labeled files elsewhere, and sites whose path speaks of patients where none is declared',
    'What Office for the web fetches shows the address of Microsoft and is left out',
  ],
  operations: readOperations,
  signal(event, context) {
    if (event.ip === undefined || context.inNamedNetwork(event.ip) !== false) return undefined;
    // Declared PHI sites are watched by organization.phi-from-unnamed-network.
    if (context.isPhiSite(event.site) === true) return undefined;
    if (!holdsPhi(event, context) || !isRead(event, context)) return undefined;
    // Downloads to unmanaged devices have an alert of their own, which names the address.
    if (/download/.test(event.op) && deviceOf(event).managed === false) return undefined;
    return {
      group: event.actor.key,
      distinct: event.ip,
      why: `${event.actor.name} opened files on ${siteName(event)} from ${event.ip}`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
  summary: ({ last, count, distinct }) =>
    distinct > 1 || count > 1 ? `${last} (${count} times, ${distinct} addresses)` : last,
});
