import { parse } from 'yaml';
import { WardlineError } from '../../core/errors.ts';
import { isPlainObject } from '../../core/shape.ts';
import { type Policy, readPolicy } from '../../phi/dlp/policy.ts';
import { templates } from '../../phi/dlp/templates.ts';
import { readSmall } from '../rule-package/read.ts';

/** The policy of a template of Microsoft's, of a file in JSON or YAML, or of the DLP rules of a plan. Throws `bad-input`. */
export function policyCalled(name: string, cwd: string): Policy {
  if (Object.hasOwn(templates, name)) return readPolicy(templates[name], name);
  const raw = documentIn(name, cwd);
  return readPolicy(isPlainObject(raw) && raw['kind'] === 'wardline.plan' ? rulesOfPlan(raw, name) : raw, name);
}

/** What a file in JSON or YAML holds. Throws `not-found` and `bad-input`. */
export function documentIn(name: string, cwd: string): unknown {
  const text = readSmall(name, cwd, 4 * 1_048_576)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  try {
    return parse(text, { maxAliasCount: 50 });
  } catch {
    throw new WardlineError(
      'bad-input',
      `${name} is neither JSON nor YAML.`,
      "Give a policy in JSON or YAML, or the name of one of Microsoft's templates.",
    );
  }
}

/**
 * The DLP rules that a plan makes, or where it makes none its auto-labeling rules, of which each policy has the same for
 * every workload. Rules on devices are left out: what a person copies is not seen in a file.
 */
function rulesOfPlan(plan: Record<string, unknown>, name: string): unknown {
  const changes = Array.isArray(plan['changes']) ? plan['changes'].filter(isPlainObject) : [];
  const made = (wanted: string) =>
    changes
      .filter(({ section, operation }) => section === wanted && operation === 'create')
      .flatMap(({ values }) => (isPlainObject(values) && !values['endpointDlpRestrictions'] ? [values] : []));
  const labels = new Map(made('autoLabelRules').map((rule) => [rule['parentPolicyName'], rule]));
  const dlp = made('dlpRules');
  const rules = dlp.length > 0 ? dlp : [...labels].map(([policy, rule]) => ({ ...rule, name: policy }));
  if (rules.length === 0)
    throw new WardlineError(
      'bad-input',
      `${name} is a plan that makes neither DLP rules nor auto-labeling rules.`,
      'Make one with: wardline plan --template phi-dlp --out plan.json',
    );
  // Each has a number within its own policy; the strictest of all decides.
  return {
    name,
    rules: rules.map((rule) => Object.fromEntries(Object.entries(rule).filter(([key]) => key !== 'priority'))),
  };
}
