import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';

type Filter = SectionData<'connectionFilters'>[number];

const identityOf = (filter: Filter) => filter.identity ?? filter.name ?? 'Default';
const allowed = (filter: Filter) => filter.iPAllowList ?? [];

function allowList(filters: readonly Filter[]) {
  const bad = filters.filter((filter) => allowed(filter).length > 0);
  const evidence = (filter: Filter) => ({
    id: identityOf(filter),
    name: filter.name ?? identityOf(filter),
    expected: 'IPAllowList empty',
    actual: allowed(filter).length > 0 ? `IPAllowList ${allowed(filter).join(', ')}` : 'IPAllowList empty',
    readFrom: 'connectionFilters.iPAllowList' as const,
  });
  if (bad.length === 0)
    return pass('No sending server is allowed past the spam filter by its IP address.', filters.map(evidence));
  const addresses = bad.flatMap(allowed);
  return fail(`Mail from ${addresses.length} IP addresses or ranges skips the spam filter.`, bad.map(evidence), {
    wouldPassIf: 'The IP allow list is empty.',
  });
}

function safeList(filters: readonly Filter[]) {
  const bad = filters.filter((filter) => filter.enableSafeList === true);
  const evidence = (filter: Filter) => ({
    id: identityOf(filter),
    name: filter.name ?? identityOf(filter),
    expected: 'EnableSafeList false',
    actual: `EnableSafeList ${filter.enableSafeList}`,
    readFrom: 'connectionFilters.enableSafeList' as const,
  });
  if (bad.length === 0) return pass("Microsoft's safe list of senders is off.", filters.map(evidence));
  return fail(
    "Senders on Microsoft's safe list skip the spam filter; the list cannot be seen or changed.",
    bad.map(evidence),
    {
      wouldPassIf: 'The safe list is off.',
    },
  );
}

function known(
  filters: readonly Filter[],
  field: 'iPAllowList' | 'enableSafeList',
  judge: (filters: readonly Filter[]) => Verdict,
) {
  return filters.some((filter) => filter[field] === undefined)
    ? unknown(
        `Can't tell: the source holds connection filter policies but not ${field === 'iPAllowList' ? 'IPAllowList' : 'EnableSafeList'}.`,
      )
    : judge(filters);
}

export const connectionFilterTrustsNobody = defineControl({
  id: 'defender.connection-filter-trusts-nobody',
  title: 'No sending server skips the spam filter',
  finding: 'Mail from some servers skips the spam filter',
  severity: 'medium',
  rationale:
    'An allowed IP address lets everything from that server past the checks for spam, phishing and forged senders, even when the server is taken over or shared with strangers. Phishing is how most patient data is stolen.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.8.1v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.SECURITYSUITE.8.2v1', level: 'should' },
    { source: 'ORCA', id: 'ORCA.114' },
    { source: 'CIS', id: 'CIS.M365.2.1.12' },
    { source: 'CIS', id: 'CIS.M365.2.1.13' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/connection-filter-policies-configure' },
  ],
  aliases: ['DF-09'],
  reads: ['connectionFilters'],
  evaluate({ connectionFilters }) {
    return combine({
      'MS.SECURITYSUITE.8.1v1': known(connectionFilters, 'iPAllowList', allowList),
      'MS.SECURITYSUITE.8.2v1': known(connectionFilters, 'enableSafeList', safeList),
    });
  },
  remediation: {
    fix: 'Empty the IP allow list and turn off the safe list',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Anti-spam.',
      'Open Connection filter policy (Default), choose Edit connection filter policy.',
      'Remove all entries under "Always allow messages from the following IP addresses or address range".',
      'Clear "Turn on safe list" and save. Let a partner whose mail is caught fix its SPF, DKIM and DMARC.',
    ],
    script: ['Set-HostedConnectionFilterPolicy -Identity Default -IPAllowList @() -EnableSafeList $false'],
  },
  changes({ connectionFilters }): Change[] {
    return connectionFilters
      .filter((filter) => allowed(filter).length > 0 || filter.enableSafeList === true)
      .map((filter) => ({
        section: 'connectionFilters',
        operation: 'set',
        match: filter.identity ? { identity: filter.identity } : { name: filter.name },
        values: { iPAllowList: [], enableSafeList: false },
        call: `Set-HostedConnectionFilterPolicy -Identity ${quoted(identityOf(filter))} -IPAllowList @() -EnableSafeList $false`,
        summary: `Empty the IP allow list and turn off the safe list in connection filter ${identityOf(filter)}`,
        notice:
          'People who get mail from the servers that were allowed: such mail is checked, and some may go to Junk or quarantine.',
        undo: 'restore',
      }));
  },
});
