import { configurations } from './configurations.ts';
import { mailFlow } from './mail-flow.ts';
import { mailboxSettings } from './mailbox-settings.ts';
import { mailboxes } from './mailboxes.ts';
import { organizationConfig } from './organization-config.ts';
import { presetRules } from './preset-rules.ts';
import { protectionPolicies } from './protection-policies.ts';
import { remoteDomains } from './remote-domains.ts';
import { unifiedAuditLog } from './unified-audit-log.ts';

/** Exchange Online's cmdlets. */
export const exchangeCmdlets = [
  ...configurations,
  ...mailFlow,
  ...mailboxSettings,
  ...mailboxes,
  ...organizationConfig,
  ...presetRules,
  ...protectionPolicies,
  ...remoteDomains,
  ...unifiedAuditLog,
];
