import type { DlpPolicy, DlpRule } from '../controls/purview/dlp.ts';
import { keyOf } from '../controls/purview/phi-policy-changes.ts';
import { quoted } from '../core/powershell.ts';
import { plainText } from '../core/shape.ts';
import { type Action, ladder, readPolicy } from '../phi/dlp/policy.ts';
import { type Rung, policyNames } from '../phi/dlp/protection.ts';
import { contentScript } from './content-script.ts';
import type { TemplateStep } from './template-plan.ts';

type Result = { step: TemplateStep } | { title: string; why: string };

/** Which control each step of the ladder serves. */
const controlOf: Readonly<Record<Rung['action'], string>> = {
  tip: 'purview.dlp-tells-user',
  justify: 'purview.dlp-override-justified',
  encrypt: 'exchange.phi-mail-encrypted',
  block: 'purview.dlp-blocks-phi',
};
const citations = ['164.312(e)(1)', '164.308(a)(5)(ii)(A)', '164.308(a)(6)(ii)'];
const words: Readonly<Record<Rung['action'], string>> = {
  tip: 'see a tip and go on',
  justify: 'are stopped unless they give a reason',
  encrypt: 'send it encrypted',
  block: 'are stopped',
};

/** Makes the rule of a rung, raises a weaker one of that name, or leaves it with the reason. */
export function ruleStep(
  rung: Rung,
  priority: number,
  policy: DlpPolicy | undefined,
  rules: readonly DlpRule[],
): Result[] {
  const present = rules.find((rule) => rule.name?.toLowerCase() === rung.name.toLowerCase());
  if (!present) return [{ step: made(rung, priority, policy) }];
  const left = (why: string): Result[] => [{ title: `rule ${rung.name}`, why }];
  if ((present.parentPolicyName ?? '').toLowerCase() !== policyNames[rung.policy].toLowerCase())
    return left(`A rule of that name belongs to DLP policy ${present.parentPolicyName}. Rename it, then plan again.`);
  if (present.disabled === true) return left('Somebody switched it off. Switch it on or delete it, then plan again.');
  const weaker = ladder.indexOf(actionOf(present)) < ladder.indexOf(rung.action);
  const values = {
    ...(weaker && actionFields(rung)),
    ...(!present.notifyPolicyTipCustomText && { notifyPolicyTipCustomText: rung.tip }),
    ...((present.notifyUser ?? []).length === 0 && { notifyUser: rung.values['notifyUser'] }),
  };
  return Object.keys(values).length === 0 ? [] : [{ step: raised(rung, present, policy, values) }];
}

/** What the person meets by a rule of the tenant's. */
function actionOf(rule: DlpRule): Action {
  if (rule.endpointDlpRestrictions?.length) return 'block';
  try {
    const [read] = readPolicy({ rules: [{ ...rule, disabled: false }] }, rule.name ?? '').rules;
    return read?.action ?? 'none';
  } catch {
    // A condition that Wardline cannot read belongs to somebody: it is not touched.
    return 'block';
  }
}

function actionFields({ values, action }: Rung): Record<string, unknown> {
  const fields = ['blockAccess', 'blockAccessScope', 'notifyAllowOverride', 'encryptRMSTemplate'];
  return {
    // What blocks lets nobody by.
    ...(action === 'block' && { notifyAllowOverride: null }),
    ...Object.fromEntries(fields.flatMap((field) => (field in values ? [[field, values[field]]] : []))),
  };
}

function made(rung: Rung, priority: number, policy: DlpPolicy | undefined): TemplateStep {
  const parent = policyNames[rung.policy];
  return {
    change: {
      section: 'dlpRules',
      operation: 'create',
      match: { name: rung.name },
      values: {
        name: rung.name,
        parentPolicyName: parent,
        isAdvancedRule: false,
        // In a policy that has rules of its own they keep their places.
        ...(!policy && { priority }),
        ...rung.values,
        notifyPolicyTipCustomText: rung.tip,
      },
      call: script(rung),
      summary: `${capital(rung.action)}: make DLP rule ${rung.name}, for ${rung.finds}`,
      notice: noticeOf(rung, policy),
      undo: 'restore',
    },
    ...about(rung),
    needs: [parent],
  };
}

function raised(
  rung: Rung,
  present: DlpRule,
  policy: DlpPolicy | undefined,
  values: Record<string, unknown>,
): TemplateStep {
  const parameters = Object.entries(values).map(([field, value]) => `-${capital(field)} ${shown(value)}`);
  return {
    change: {
      section: 'dlpRules',
      operation: 'set',
      match: keyOf(present),
      values,
      call: `Set-DlpComplianceRule -Identity ${quoted(present.name)} ${parameters.join(' ')}`,
      summary: `${capital(rung.action)}: complete DLP rule ${rung.name}`,
      notice: noticeOf(rung, policy),
      undo: 'restore',
    },
    ...about(rung),
  };
}

function about({ action, finds }: Rung): Pick<TemplateStep, 'controls' | 'severity' | 'citations' | 'why'> {
  return {
    controls: [controlOf[action]],
    severity: action === 'tip' ? 'medium' : 'high',
    citations,
    why: `Nothing answers ${finds}.`,
  };
}

function noticeOf(rung: Rung, policy: DlpPolicy | undefined): string {
  const where = rung.policy === 'devices' ? 'copy or upload it from a device' : 'share it with outsiders';
  const mode = /^enable$/i.test(policy?.mode ?? '')
    ? 'The policy is in force: this acts at once, without test days.'
    : 'In test mode they read the tip alone.';
  return `People who ${where} ${words[rung.action]}. ${mode} Tip: "${rung.tip}"`;
}

function script(rung: Rung): string {
  const { contentContainsSensitiveInformation: content, ...rest } = rung.values;
  const parameters = Object.entries(rest)
    .filter(([, value]) => value !== false)
    .map(([field, value]) => `-${capital(field)} ${shown(value)}`);
  return [
    `New-DlpComplianceRule -Name ${quoted(rung.name)} -Policy ${quoted(policyNames[rung.policy])}`,
    `-ContentContainsSensitiveInformation ${contentScript(content)}`,
    ...parameters,
    `-NotifyPolicyTipCustomText ${quoted(rung.tip)}`,
  ].join(' ');
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return `$${value}`;
  if (value === null) return '$null';
  if (!Array.isArray(value)) return quoted(plainText(value));
  return value
    .map((entry) =>
      typeof entry === 'string'
        ? entry === 'true'
          ? '$true'
          : entry
        : `@{${Object.entries(entry as object)
            .map(([key, inner]) => `${capital(key)}='${String(inner)}'`)
            .join('; ')}}`,
    )
    .join(',');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
