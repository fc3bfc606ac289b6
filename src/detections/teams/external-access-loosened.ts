import type { AuditEvent } from '../../core/audit-event.ts';
import { defineDetection } from '../../core/detection.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { textOf, yesOf } from '../../core/audit/values.ts';

/** Settings that let outsiders in when they are on, and what that means. Names of the Teams module and of the admin center. */
const opening: Readonly<Record<string, string>> = {
  allowfederatedusers: 'other organizations may chat and call',
  allowpublicusers: 'Skype users may chat and call',
  allowteamsconsumer: 'private Teams accounts may be written to',
  allowteamsconsumerinbound: 'private Teams accounts may write first',
  enablefederationaccess: 'other organizations may chat and call',
  enableteamsconsumeraccess: 'private Teams accounts may be written to',
  enableteamsconsumerinbound: 'private Teams accounts may write first',
  enablepubliccloudaccess: 'Skype users may chat and call',
  allowanonymoususerstojoinmeeting: 'anonymous people may join meetings',
  allowanonymoususerstostartmeeting: 'anonymous people may start meetings',
  allowpstnuserstobypasslobby: 'callers pass the lobby',
  allowexternalnonbusinessaccounts: 'private Teams accounts may be written to',
  allowguestuser: 'guests may use Teams',
  'allow guest access in teams': 'guests may use Teams',
};
const closing: Readonly<Record<string, string>> = {
  disableanonymousjoin: 'anonymous people may join meetings',
  blockallsubdomains: 'subdomains of blocked organizations may chat and call',
};

export const externalAccessLoosened = defineDetection({
  id: 'teams.external-access-loosened',
  title: 'Teams was opened further to outsiders',
  severity: 'medium',
  citations: ['164.312(a)(1)', '164.312(e)(1)', '164.308(a)(1)(ii)(B)'],
  attack: ['T1562.001', 'T1566.003'],
  incident: 'protection-weakened',
  firstSteps: [
    'Set the external access or meeting policy back',
    'Ask the administrator who changed it, and check that the account is in the right hands',
    'Look for chats with outsiders since the change',
  ],
  falsePositives: [
    'Telehealth visits need anonymous people to join: give that policy to the clinicians only, and allow the administrator for that day',
    'The admin center writes a whole policy with every save: where old values are missing a saved policy shows again',
  ],
  knownGaps: ['Records of the Teams admin center do not always name the old value.'],
  operations: [
    'set-cstenantfederationconfiguration',
    'set-csexternalaccesspolicy',
    'new-csexternalaccesspolicy',
    'set-csteamsmeetingpolicy',
    'new-csteamsmeetingpolicy',
    'set-csteamsmeetingconfiguration',
    'set-csteamsclientconfiguration',
    'teamstenantsettingchanged',
  ],
  signal(event) {
    if (event.actor.kind === 'system' || event.outcome === 'failure') return undefined;
    const found = openings(event);
    if (found.length === 0) return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} opened Teams: ${[...new Set(found)].slice(0, 3).join(', ')}`,
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function openings(event: AuditEvent): string[] {
  const settings = new Map<string, { old?: string; value: string }>();
  for (const [name, value] of parametersOf(event)) settings.set(name, { value });
  // What changed is surer than what was written.
  for (const { name, old, new: value } of changesOf(event)) settings.set(name.toLowerCase(), { old, value });
  const single = textOf(event.raw['Name']);
  if (event.op === 'teamstenantsettingchanged' && single) {
    const old = textOf(event.raw['OldValue']);
    settings.set(single.toLowerCase(), { value: textOf(event.raw['NewValue']) ?? '', ...(old && { old }) });
  }
  return [...settings].flatMap(([name, { old, value }]) => meaning(name, old, value) ?? []);
}

function meaning(name: string, old: string | undefined, value: string): string | undefined {
  if (old !== undefined && old.toLowerCase() === value.toLowerCase()) return undefined;
  const on = yesOf(value) ?? (/^(?:on|enabled)$/i.test(value) ? true : undefined);
  if (opening[name] !== undefined) return on === true && yesOf(old) !== true ? opening[name] : undefined;
  if (closing[name] !== undefined) return on === false ? closing[name] : undefined;
  if (name === 'alloweddomains')
    return /AllowAllKnownDomains/i.test(value) ? 'every organization may chat and call' : undefined;
  if (name === 'autoadmittedusers') return /^everyone$/i.test(value) ? 'everyone passes the lobby' : undefined;
  return undefined;
}
