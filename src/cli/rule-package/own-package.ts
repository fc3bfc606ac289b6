import { WardlineError } from '../../core/errors.ts';
import type { Organization } from '../../core/organization.ts';
import { ownSources } from '../../engine/own-sources.ts';
import { packageOf } from '../../phi/rule-package/export.ts';
import { ownTypes } from '../../phi/rule-package/own-types.ts';
import type { RulePackage } from '../../phi/rule-package/package.ts';
import { parsePackage } from '../../phi/rule-package/parse.ts';

/** The organization's own package as `rule-package export --name NAME` writes it; undefined without a name. Throws `usage`. */
export function ownPackage(organization: Organization, name: unknown): RulePackage | undefined {
  if (name === undefined) return undefined;
  if (typeof name !== 'string' || name.trim() === '')
    throw new WardlineError(
      'usage',
      '--own-types takes the name that rule-package export was given.',
      'Run the command with --help.',
    );
  const publisher = name.trim();
  return parsePackage(
    packageOf(ownTypes(ownSources(organization)), { organization: publisher, version: [1, 0, 0, 0] }),
  );
}
