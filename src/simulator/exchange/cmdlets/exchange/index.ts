import { configurations } from './configurations.ts';
import { inboxRules } from './inbox-rules.ts';
import { mailFilters } from './mail-filters.ts';
import { mailFlow } from './mail-flow.ts';
import { mailboxSettings } from './mailbox-settings.ts';
import { mailboxes } from './mailboxes.ts';
import { organizationConfig } from './organization-config.ts';
import { presetRules } from './preset-rules.ts';
import { protectionPolicies } from './protection-policies.ts';
import { remoteDomains } from './remote-domains.ts';
import { transportRules } from './transport-rules.ts';
import { unifiedAuditLog } from './unified-audit-log.ts';

/** Exchange Online's cmdlets. */
export const exchangeCmdlets = [
  ...configurations,
  ...inboxRules,
  ...mailFilters,
  ...mailFlow,
  ...mailboxSettings,
  ...mailboxes,
  ...organizationConfig,
  ...presetRules,
  ...protectionPolicies,
  ...remoteDomains,
  ...transportRules,
  ...unifiedAuditLog,
];
