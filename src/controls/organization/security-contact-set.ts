import { defineControl } from '../../core/control.ts';
import { type Evidence, fail, partial, pass } from '../../core/verdict.ts';

const filled = (list: readonly string[] | null | undefined) => (list ?? []).filter((entry) => entry.trim() !== '');

export const securityContactSet = defineControl({
  id: 'organization.security-contact-set',
  title: 'Microsoft knows whom to tell of security and technical trouble',
  finding: 'Microsoft does not know whom to tell of security trouble',
  severity: 'medium',
  rationale:
    "When Microsoft sees something wrong in your tenant it writes to the addresses on file. Without one the notice of a breach goes nowhere, and HIPAA's clock runs all the same.",
  citations: ['164.308(a)(2)', '164.308(a)(6)(ii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [],
  aliases: ['OR-05'],
  reads: ['organizationContact.technicalNotificationMails', 'organizationContact.securityComplianceNotificationMails'],
  evaluate({ organizationContact }) {
    const show = (
      name: string,
      field: 'technicalNotificationMails' | 'securityComplianceNotificationMails',
    ): Evidence => ({
      id: `organization:${field}`,
      name,
      expected: 'at least one address',
      actual: filled(organizationContact[field]).join(', ') || 'none',
      readFrom: `organizationContact.${field}`,
    });
    const security = show('Security contact', 'securityComplianceNotificationMails');
    const technical = show('Technical contact', 'technicalNotificationMails');
    const missing = [security, technical].filter(({ actual }) => actual === 'none');
    if (missing.length === 0) return pass('A security contact and a technical contact are set.', [security, technical]);
    const wouldPassIf = `Addresses are set for: ${missing.map(({ name }) => name.toLowerCase()).join(', ')}.`;
    if (missing.length === 2)
      return fail('Neither a security contact nor a technical contact is set.', missing, { wouldPassIf });
    const why =
      missing[0] === security
        ? 'Only a technical contact is set, none for security.'
        : 'Only a security contact is set, no technical one.';
    return partial(why, missing, { wouldPassIf });
  },
  remediation: {
    fix: 'Set a security contact and a technical contact',
    steps: [
      'Choose a shared mailbox that two people read, with an address outside this tenant as second one.',
      'Microsoft 365 admin center, Settings, Org settings, Organization profile, Organization information: set the technical contact.',
      'Set the security contact by PATCH /organization/{id} with securityComplianceNotificationMails.',
    ],
    script: [
      "Update-MgOrganization -OrganizationId '<id>' -SecurityComplianceNotificationMails @('security@yourclinic.example.com')",
    ],
  },
  changes({ organizationContact }) {
    const technical = filled(organizationContact.technicalNotificationMails);
    const security = filled(organizationContact.securityComplianceNotificationMails);
    // Only an address that is on file already can be proposed; a new one is a person's choice.
    if (security.length > 0 === technical.length > 0) return [];
    const field = security.length === 0 ? 'securityComplianceNotificationMails' : 'technicalNotificationMails';
    const addresses = security.length === 0 ? technical : security;
    const kind = security.length === 0 ? 'security' : 'technical';
    return [
      {
        section: 'organizationContact' as const,
        operation: 'set' as const,
        values: { [field]: addresses },
        call: `PATCH /organization/${organizationContact.id ?? '{id}'} ${JSON.stringify({ [field]: addresses })}`,
        summary: `Send ${kind} notices to ${addresses.join(', ')} too`,
        notice: `${addresses.join(', ')}: gets Microsoft's ${kind} notices from now on.`,
        undo: 'restore' as const,
      },
    ];
  },
  knownGaps: ['Whether somebody reads the address is not seen.'],
  assumed: ['Both lists can be written with PATCH /organization/{id}.'],
});
