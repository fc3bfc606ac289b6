import { defineControl } from '../../core/control.ts';
import type { ReadKey } from '../../core/snapshot.ts';
import { type Evidence, combine, partial, pass, unknown } from '../../core/verdict.ts';
import { flagOf, isCovered } from './service-scope.ts';

export const servicesInBaaScope = defineControl({
  id: 'organization.services-in-baa-scope',
  title: 'Licensed services are covered by the agreement with Microsoft',
  finding: 'Licensed services lie outside the agreement with Microsoft',
  severity: 'medium',
  rationale:
    'The agreement covers named services only. A preview, a trial that somebody started or a consumer service stands outside, and patient data in it is a disclosure without an agreement.',
  citations: ['164.308(b)(1)', '164.308(b)(3)', '164.314(a)(1)'],
  responsibility: 'both',
  effort: 'hours',
  userImpact: 'low',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/compliance/regulatory/offering-hipaa-hitech' }],
  aliases: ['OR-01a'],
  reads: ['servicePlans.servicePlanName'],
  mayRead: ['subscribedSkus'],
  evaluate({ servicePlans, subscribedSkus }, { organization }) {
    const approved = new Set(organization.approvedServices.map((service) => service.toLowerCase()));
    const isApproved = (name: string) => approved.has(name.toLowerCase());
    const plans = [
      ...new Set(
        servicePlans
          .filter(({ provisioningStatus }) => !/^(disabled|error)$/i.test(provisioningStatus ?? ''))
          .map(({ servicePlanName }) => servicePlanName ?? ''),
      ),
    ].filter((name) => name !== '');
    const skus = (subscribedSkus ?? [])
      .filter(({ consumedUnits }) => consumedUnits !== 0)
      .map(({ skuPartNumber }) => skuPartNumber ?? '');
    const show = (name: string, actual: string, readFrom: ReadKey): Evidence => ({
      id: name,
      name,
      expected: 'a service that the agreement covers',
      actual,
      readFrom,
    });
    const flagged = [
      ...plans.map((name) => [name, 'servicePlans.servicePlanName'] as const),
      ...skus.map((name) => [name, 'subscribedSkus.skuPartNumber'] as const),
    ].flatMap(([name, readFrom]) => {
      const flag = flagOf(name);
      return flag && !isApproved(name) ? [show(name, flag, readFrom)] : [];
    });
    const unlisted = plans.filter((name) => !flagOf(name) && !isCovered(name) && !isApproved(name));
    const fine = plans.filter((name) => isApproved(name) || (isCovered(name) && !flagOf(name)));
    const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(', ');
    return combine({
      ...(flagged.length > 0 && {
        flagged: partial(`${flagged.length} licensed services are previews, trials or consumer services.`, flagged, {
          wouldPassIf: `${names(flagged)} are removed, or you look them up and list them under approvedServices.`,
        }),
      }),
      ...(unlisted.length > 0 && {
        unlisted: unknown(
          `Can't tell whether the agreement covers ${unlisted.join(', ')}: not on Wardline's list of 2026-11-21.`,
          unlisted.map((name) => show(name, 'not on the list', 'servicePlans.servicePlanName')),
          { wouldPassIf: `You look up ${unlisted.join(', ')} in Microsoft's list and add them to approvedServices.` },
        ),
      }),
      covered: pass(
        `${fine.length} of ${plans.length} licensed services are on the list of covered services or declared.`,
      ),
    });
  },
  remediation: {
    fix: 'Hold each licensed service against the list of covered services',
    steps: [
      "Open Microsoft's page on HIPAA and HITECH and its list of services in scope.",
      'Remove trials, previews and consumer services from people who handle PHI: Microsoft 365 admin center, Billing, Your products.',
      'Turn off self-service sign-up: Settings, Org settings, Self-service trials and purchases.',
      'List what you looked up yourself under approvedServices in wardline.yaml.',
    ],
  },
  knownGaps: [
    'A trial of a paid product carries the same name as the product and is not seen.',
    'It sees what is licensed, not what people use.',
  ],
  assumed: ["The list of covered services is recalled, not copied from Microsoft's current list."],
});
