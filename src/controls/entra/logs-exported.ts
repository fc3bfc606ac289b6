import type { Context } from '../../core/control.ts';
import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, partial, pass } from '../../core/verdict.ts';

type Setting = SectionData<'entraDiagnosticSettings'>[number];

const always = ['AuditLogs', 'SignInLogs', 'NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs'];
/** Written only by Identity Protection, which needs Entra ID P2. */
const withRisk = ['RiskyUsers', 'UserRiskEvents'];

function wantedCategories({ licensed }: Pick<Context, 'licensed'>): readonly string[] {
  return licensed('entra-p2') === false ? always : [...always, ...withRisk];
}

function leaves({ properties }: Setting): boolean {
  return [
    properties?.workspaceId,
    properties?.storageAccountId,
    properties?.eventHubAuthorizationRuleId,
    properties?.eventHubName,
    properties?.marketplacePartnerId,
  ].some((target) => typeof target === 'string' && target !== '');
}

function sends({ properties }: Setting, category: string): boolean {
  return (properties?.logs ?? []).some(
    (log) =>
      log.enabled === true &&
      (log.category?.toLowerCase() === category.toLowerCase() || log.categoryGroup?.toLowerCase() === 'alllogs'),
  );
}

export const logsExported = defineControl({
  id: 'entra.logs-exported',
  title: 'Entra logs leave the tenant for a SIEM or an archive',
  finding: "Entra logs are kept only for Microsoft's short time",
  severity: 'high',
  rationale:
    'Entra keeps sign-in and audit logs for 30 days at most. A break-in found after two months cannot be reconstructed, and an incident whose reach nobody can prove is presumed a breach.',
  citations: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.4.1v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.AAD.4.1' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/monitoring-health/howto-configure-diagnostic-settings',
    },
  ],
  aliases: ['AP-06'],
  license: 'entra-p1',
  reads: ['entraDiagnosticSettings'],
  evaluate({ entraDiagnosticSettings }, context) {
    const wanted = wantedCategories(context);
    const leaving = entraDiagnosticSettings.filter(leaves);
    const missing = wanted.filter((category) => !leaving.some((setting) => sends(setting, category)));
    const evidence = (category: string) => {
      const setting = leaving.find((one) => sends(one, category));
      return {
        id: category,
        name: category,
        expected: 'sent to a workspace, event hub, storage account or partner',
        actual: setting ? `sent by ${setting.name ?? setting.id}` : 'not sent',
        readFrom: 'entraDiagnosticSettings.properties' as const,
      };
    };
    if (missing.length === 0) return pass(`All ${wanted.length} Entra logs leave the tenant.`, wanted.map(evidence));
    const extras = { wouldPassIf: `A diagnostic setting sends ${missing.join(', ')} too.` };
    return missing.length === wanted.length
      ? fail('No Entra log leaves the tenant.', missing.map(evidence), extras)
      : partial(
          `${missing.length} of ${wanted.length} Entra logs do not leave the tenant.`,
          missing.map(evidence),
          extras,
        );
  },
  attest: {
    question: 'Are Entra sign-in, audit and risk logs sent to a SIEM or archive, and who looks at them there?',
    proof: 'The diagnostic setting, and an entry of each log at its destination that is older than 30 days.',
    validDays: 180,
  },
  remediation: {
    fix: 'Send Entra logs to a SIEM or an archive',
    steps: [
      'Open the Microsoft Entra admin center, Monitoring and health, Diagnostic settings.',
      'Choose "Add diagnostic setting" and select each log named here.',
      'Send them to a Log Analytics workspace, an event hub or a storage account, and save.',
      'Set the destination to keep them as long as your retention schedule says.',
    ],
  },
  changes({ entraDiagnosticSettings }, context) {
    // A destination is a decision and costs money: only a setting that has one is widened.
    const setting = entraDiagnosticSettings.find(leaves);
    const leaving = entraDiagnosticSettings.filter(leaves);
    const missing = wantedCategories(context).filter((category) => !leaving.some((one) => sends(one, category)));
    if (!setting?.id || missing.length === 0) return [];
    const logs = [
      ...(setting.properties?.logs ?? []).filter((log) => !missing.includes(log.category ?? '')),
      ...missing.map((category) => ({ category, enabled: true })),
    ];
    return [
      {
        section: 'entraDiagnosticSettings' as const,
        operation: 'set' as const,
        match: { id: setting.id },
        values: { 'properties.logs': logs },
        call: `PUT https://management.azure.com/providers/microsoft.aadiam/diagnosticSettings/${setting.name ?? setting.id}?api-version=2017-04-01 (as before, with ${missing.join(', ')} enabled)`,
        summary: `Send ${missing.join(', ')} to the destination of ${setting.name ?? setting.id}`,
        notice: 'Nobody. The destination grows and costs more.',
        undo: 'restore' as const,
      },
    ];
  },
  knownGaps: [
    'How long the destination keeps the logs, and whether anybody looks at them, is not read.',
    'An export that polls the API instead of a diagnostic setting is not seen; attest it.',
  ],
  assumed: ['The path and api-version of Entra diagnostic settings, and the names of the log categories.'],
});
