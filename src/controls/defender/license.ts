import type { Context } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, notLicensed, unknown } from '../../core/verdict.ts';

/**
 * ScubaGear notes when the Defender for Office 365 commands could not be run. It cannot tell a missing license from
 * a missing permission; the licensed service plans can.
 */
export function withoutDefender(
  license: SectionData<'defenderLicense'> | undefined,
  context: Pick<Context, 'licensed'>,
): Verdict | undefined {
  if (license?.available !== false) return undefined;
  return context.licensed('defender-office-p1') === true
    ? unknown(
        "Can't tell: the tenant has Defender for Office 365, but its commands could not be run. The reader lacks a permission.",
      )
    : notLicensed(
        'The Defender for Office 365 commands do not exist for the reader, which is so where the tenant has no such license.',
      );
}
