import { listSection, oneSection } from '../section.ts';
import { flag, text } from '../shape.ts';

export const exchangeSections = {
  remoteDomains: listSection({
    title: 'remote domains',
    call: 'Get-RemoteDomain',
    service: 'exchange',
    fields: { identity: text, domainName: text, autoForwardEnabled: flag },
  }),
  acceptedDomains: listSection({
    title: 'accepted domains',
    call: 'Get-AcceptedDomain',
    service: 'exchange',
    fields: { identity: text, domainName: text, domainType: text, default: flag, smtpDaneStatus: text },
  }),
  organizationConfig: oneSection({
    title: 'Exchange organization settings',
    call: 'Get-OrganizationConfig',
    service: 'exchange',
    fields: {
      auditDisabled: flag,
      oAuth2ClientProfileEnabled: flag,
      customerLockboxEnabled: flag,
      rejectDirectSend: flag,
      activityBasedAuthenticationTimeoutEnabled: flag,
      activityBasedAuthenticationTimeoutInterval: text,
    },
  }),
};
