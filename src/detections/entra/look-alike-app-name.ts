import type { AuditEvent } from '../../core/audit-event.ts';
import { changeOf } from '../../core/audit/changes.ts';
import { consentOf } from '../../core/audit/consent.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { defineDetection } from '../../core/detection.ts';
import { isApprovedTarget, isMicrosoftApp, knownToolOf, scopesOf } from './app-record.ts';
import { riskyScopes } from './app-scopes.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

/** Letters that look like Latin ones, and digits that stand for letters. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ї: 'i',
  ѕ: 's',
  ј: 'j',
  к: 'k',
  м: 'm',
  т: 't',
  в: 'b',
  н: 'h',
  ԁ: 'd',
  ɡ: 'g',
  ո: 'n',
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '5': 's',
  '@': 'a',
  $: 's',
};

/** Names of Microsoft's products as people know them, letters and digits only. */
const products = new Set([
  'office',
  'office365',
  'microsoft365',
  'm365',
  'o365',
  'outlook',
  'outlookweb',
  'outlookmobile',
  'onedrive',
  'onedriveforbusiness',
  'sharepoint',
  'sharepointonline',
  'exchangeonline',
  'exchange',
  'teams',
  'azuread',
  'azureactivedirectory',
  'entra',
  'entraid',
  'mspim',
  'windowsazure',
  'windowsdefender',
  'office365exchangeonline',
  'office365sharepointonline',
  'office365portal',
  'office365management',
  'graphexplorer',
  'onenote',
  'intune',
  'securitydefaults',
  'defender',
]);

export const lookAlikeAppName = defineDetection({
  id: 'entra.look-alike-app-name',
  title: 'An application looks as if it were Microsoft’s',
  severity: 'medium',
  citations: ['164.308(a)(5)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1036.005', 'T1528'],
  incident: 'app-consent',
  firstSteps: [
    'Block the application’s sign-in',
    'Ask who registered it or consented to it, and where the link came from',
    'Look at its permissions, credentials and sign-ins',
  ],
  falsePositives: [
    'A connector of the own that is called after the product it serves: give it a name of its own, or declare it under approvedApps.',
  ],
  knownGaps: [
    'Enterprise applications that appear without consent are weighed only by their letters: Microsoft’s own appear in the same way every day.',
    'Names of other makers are not compared.',
  ],
  operations: [
    'add application',
    'update application',
    'add service principal',
    'update service principal',
    'consent to application',
  ],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const name = nameOf(event)?.slice(0, 200);
    if (name === undefined || isMicrosoftApp(event) || knownToolOf(event) || isApprovedTarget(event, context))
      return undefined;
    const disguised = isDisguised(name);
    // A plain name says something only where Microsoft's own applications do not appear.
    const own =
      event.op === 'add application' ||
      (event.op === 'update application' && isRenamed(event)) ||
      (event.op === 'consent to application' && riskyScopes(scopesOf(event)).length > 0);
    if (!disguised && !(own && isMicrosoftName(plain(name)))) return undefined;
    return {
      group: name.toLowerCase(),
      why: `The application "${name.slice(0, 80)}" ${disguised ? 'imitates the letters of a name of Microsoft' : 'bears a name of Microsoft'}, by ${event.actor.name}`,
      ...((disguised || event.op === 'consent to application') && { severity: 'high' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function nameOf(event: AuditEvent): string | undefined {
  const target = targetsOf(event).find(({ kind }) => kind === 'application' || kind === 'service');
  return changeOf(event, 'DisplayName')?.new || consentOf(event).app || target?.name;
}

function isRenamed(event: AuditEvent): boolean {
  const change = changeOf(event, 'DisplayName');
  return change !== undefined && change.new !== '' && change.new !== change.old;
}

/** Letters and digits of a name, small, accents off. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@$]/gu, '');
}

function isMicrosoftName(text: string): boolean {
  return text.startsWith('microsoft') || products.has(text);
}

/** True when it becomes a name of Microsoft only after its letters are put right: Cyrillic, Greek, digits, zero-width marks, `rn` for `m`. */
function isDisguised(name: string): boolean {
  const letters = plain(name);
  const folded = letters.replace(/./gsu, (letter) => lookalikes[letter] ?? letter);
  const joined = letters.replaceAll('rn', 'm').replaceAll('vv', 'w');
  const digitsKept = letters.replace(/[^0-9]/gsu, (letter) => lookalikes[letter] ?? letter);
  const hidden = /[\u200b-\u200f\u2060\ufeff\u00ad]/.test(name) && isMicrosoftName(letters);
  return (
    hidden ||
    isAccented(name, letters) ||
    (!isMicrosoftName(letters) && [folded, joined, digitsKept].some(isMicrosoftName))
  );
}

/** Accents on the letters of the brand itself; Microsoft's own names in other languages have them behind it. */
function isAccented(name: string, letters: string): boolean {
  const written = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.startsWith('microsoft')) return !written.startsWith('microsoft');
  return products.has(letters) && written !== letters;
}
