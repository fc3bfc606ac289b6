import { type Settings, defineControl } from '../../core/control.ts';
import { type SectionName, sectionOf } from '../../core/snapshot.ts';
import { type Evidence, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { type ShippedDefault, shippedDefaults } from './shipped-defaults.ts';

const sections = [...new Set(shippedDefaults.map(({ key }) => sectionOf(key)))];

/** Whether each setting still has its shipped value; settings that the source does not hold are undefined. */
function judged(settings: Settings<never, SectionName>) {
  const level = settings.sharepointTenant?.sharingCapability;
  const hasAnyoneLinks = !level || level === 'externalUserAndGuestSharing';
  return shippedDefaults
    .filter(({ twin }) => !twin || settings[twin] === undefined)
    .filter(({ onlyWithAnyoneLinks }) => hasAnyoneLinks || !onlyWithAnyoneLinks)
    .map((setting) => {
      const data = settings[sectionOf(setting.key)];
      return { setting, isShipped: data === undefined ? undefined : setting.isShipped(data) };
    });
}

function evidence({ key, name, shipped, wanted }: ShippedDefault): Evidence {
  return { id: key, name, expected: wanted, actual: `Microsoft's default: ${shipped}`, readFrom: key };
}

export const defaultsReviewed = defineControl({
  id: 'organization.defaults-reviewed',
  title: "No setting that HIPAA wants otherwise is left at Microsoft's default",
  finding: "Settings are left at Microsoft's default where HIPAA wants otherwise",
  severity: 'low',
  rationale:
    'Microsoft ships what suits a school, a shop and a clinic alike, and that is open sharing. Auditors look at what nobody ever touched; this list shows it.',
  citations: ['164.308(a)(1)(ii)(B)', '164.308(a)(8)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'medium',
  references: [{ source: 'Wardline', id: 'S0-21' }],
  aliases: ['X-10'],
  reads: [],
  mayRead: sections,
  evaluate(settings, { declared }) {
    const kept = new Set(declared.policies.map((entry) => entry.toLowerCase()));
    const all = judged(settings);
    const read = all.filter(({ isShipped }) => isShipped !== undefined);
    const left = read.filter(({ setting, isShipped }) => isShipped && !kept.has(setting.key.toLowerCase()));
    const unread = all.length - read.length;
    const rest = unread === 0 ? '' : ` ${unread} of ${all.length} known settings were not read.`;
    if (read.length === 0) return unknown(`Can't tell: none of ${all.length} known settings was read.`);
    const resources = left.map(({ setting }) => evidence(setting));
    const wouldPassIf = `You change ${left.map(({ setting }) => setting.name).join(', ')}, or declare under policies which you keep on purpose.`;
    if (left.length === read.length) {
      return fail(`All ${read.length} settings are as Microsoft shipped them.${rest}`, resources, { wouldPassIf });
    }
    if (left.length > 0) {
      return partial(`${left.length} of ${read.length} settings are as Microsoft shipped them.${rest}`, resources, {
        wouldPassIf,
      });
    }
    const why = `None of ${read.length} settings is left as Microsoft shipped it without a declared reason.${rest}`;
    return unread === 0 ? pass(why) : unknown(`Can't tell of all: ${why}`);
  },
  remediation: {
    fix: "Go through the settings that stand at Microsoft's default",
    steps: [
      'Take the settings named here one by one; each has a control of its own with its steps.',
      'Change it, or keep it on purpose and declare it: exclusions, organization.defaults-reviewed, policies, with the reason.',
      'Look again after each large change by Microsoft.',
    ],
  },
  knownGaps: [
    'It speaks only of settings whose shipped value is known and falls short of HIPAA.',
    'A setting that somebody chose to leave looks the same as one that nobody ever saw, until it is declared.',
  ],
  assumed: ["Microsoft's shipped values are recalled and differ between tenants made in different years."],
});
