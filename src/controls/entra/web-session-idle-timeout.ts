import { type Context, defineControl } from '../../core/control.ts';
import { isPlainObject } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { fail, partial, pass, unknown } from '../../core/verdict.ts';

type TimeoutPolicy = SectionData<'activityBasedTimeoutPolicies'>[number];

/** Minutes of `hh:mm:ss` or `d.hh:mm:ss`; NaN when it is neither. */
function minutesOf(span: string): number {
  const parts = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(span);
  if (!parts) return Number.NaN;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return days * 1440 + hours * 60 + minutes + seconds / 60;
}

/** The policy's document as an object; undefined when it is not JSON of the known form. */
function documentOf(
  policy: TimeoutPolicy,
): { Version?: unknown; ApplicationPolicies: Record<string, unknown>[] } | undefined {
  try {
    const parsed: unknown = JSON.parse(policy.definition?.[0] ?? '');
    const inner = isPlainObject(parsed) ? parsed['ActivityBasedTimeoutPolicy'] : undefined;
    if (!isPlainObject(inner) || !Array.isArray(inner['ApplicationPolicies'])) return undefined;
    return { ...inner, ApplicationPolicies: inner['ApplicationPolicies'].filter(isPlainObject) };
  } catch {
    return undefined;
  }
}

/** The timeout for all web apps, in the policy's own form; undefined when it has none for all. */
function timeoutOf(policy: TimeoutPolicy): string | undefined {
  const entry = documentOf(policy)?.ApplicationPolicies.find(
    (app) => String(app['ApplicationId']).toLowerCase() === 'default',
  );
  return typeof entry?.['WebSessionIdleTimeout'] === 'string' ? entry['WebSessionIdleTimeout'] : undefined;
}

const inForce = (policies: readonly TimeoutPolicy[]) =>
  policies.filter((policy) => policy.isOrganizationDefault !== false);
const tooLong = (span: string, most: number) => !(minutesOf(span) > 0 && minutesOf(span) <= most);
const spanOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.floor(minutes % 60)).padStart(2, '0')}:00`;

export const webSessionIdleTimeout = defineControl({
  id: 'entra.web-session-idle-timeout',
  title: 'Idle web sessions end within the declared time',
  finding: 'Idle web sessions stay open too long',
  severity: 'medium',
  rationale:
    'A browser left open at the front desk shows mail and charts to whoever sits down next. HIPAA asks for automatic logoff; it names no minutes, so the clinic sets the figure and can defend it.',
  citations: ['164.312(a)(2)(iii)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'Prowler', id: 'entra_idle_session_timeout_configured' },
    { source: 'CIPP', id: 'ActivityBasedTimeout' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/microsoft-365/admin/manage/idle-session-timeout-web-apps' },
  ],
  aliases: ['ID-20'],
  parameters: { minutes: { default: 60, tighten: 'lower', title: 'Longest idle time in minutes' } },
  reads: ['activityBasedTimeoutPolicies.definition'],
  mayRead: ['organizationConfig'],
  evaluate({ activityBasedTimeoutPolicies, organizationConfig }, { parameters: { minutes } }) {
    const expected = `at most ${minutes} minutes for all web apps`;
    const active = inForce(activityBasedTimeoutPolicies);
    const evidence = (policy: TimeoutPolicy) => ({
      id: policy.id ?? '',
      name: policy.displayName ?? policy.id ?? 'idle timeout policy',
      expected,
      actual: timeoutOf(policy) ? `WebSessionIdleTimeout ${timeoutOf(policy)}` : 'no timeout for all web apps',
      readFrom: 'activityBasedTimeoutPolicies.definition' as const,
    });
    const unreadable = active.filter((policy) => documentOf(policy) === undefined);
    const set = active.filter((policy) => timeoutOf(policy) !== undefined);
    const long = set.filter((policy) => tooLong(timeoutOf(policy)!, minutes));
    const wouldPassIf = `An idle timeout of ${minutes} minutes or less is set for all web apps.`;
    if (long.length > 0)
      return fail(`Idle web sessions end after ${timeoutOf(long[0]!)} only.`, long.map(evidence), { wouldPassIf });
    if (set.length > 0) return pass(`Idle web sessions end after ${timeoutOf(set[0]!)}.`, set.map(evidence));
    if (unreadable.length > 0)
      return unknown(`The definition of ${unreadable[0]!.displayName ?? unreadable[0]!.id} cannot be read.`);
    const interval = organizationConfig?.activityBasedAuthenticationTimeoutInterval;
    const outlook = {
      id: 'ActivityBasedAuthenticationTimeoutInterval',
      name: 'Outlook on the web',
      expected,
      actual:
        organizationConfig?.activityBasedAuthenticationTimeoutEnabled === false ? 'off' : (interval ?? 'not read'),
      readFrom: 'organizationConfig.activityBasedAuthenticationTimeoutInterval' as const,
    };
    const all = { ...evidence({ id: 'default', displayName: 'all web apps' }), actual: 'no idle timeout policy' };
    if (
      organizationConfig?.activityBasedAuthenticationTimeoutEnabled === true &&
      interval &&
      !tooLong(interval, minutes)
    )
      return partial(
        `Outlook on the web ends idle sessions after ${interval}; no timeout covers the other web apps.`,
        [
          { ...all, outcome: 'fail' },
          { ...outlook, outcome: 'pass' },
        ],
        { wouldPassIf },
      );
    return fail('No timeout ends idle web sessions.', organizationConfig ? [all, outlook] : [all], { wouldPassIf });
  },
  remediation: {
    fix: 'Set an idle session timeout for all Microsoft 365 web apps',
    steps: [
      'Open the Microsoft 365 admin center, Settings, Org settings, Security & privacy, Idle session timeout.',
      'Turn on the timeout, choose 1 hour or less, and save.',
      'Tell people that unsaved work in forms is lost when the session ends.',
    ],
    script: [
      'Set-OrganizationConfig -ActivityBasedAuthenticationTimeoutEnabled $true -ActivityBasedAuthenticationTimeoutInterval 01:00:00',
    ],
  },
  changes({ activityBasedTimeoutPolicies }, { parameters: { minutes } }) {
    return changesFor(inForce(activityBasedTimeoutPolicies), minutes);
  },
  knownGaps: [
    'Desktop and phone apps do not end idle sessions; screen locks of the devices do.',
    'Microsoft does not apply it to people who chose "Stay signed in" on a managed device.',
  ],
});

function changesFor(active: readonly TimeoutPolicy[], minutes: Context['parameters'][string] & number) {
  const common = {
    section: 'activityBasedTimeoutPolicies' as const,
    summary: `End idle web sessions after ${minutes} minutes`,
    notice: 'Everybody who works in the browser: after that time without a click they sign in again.',
  };
  if (active.length === 0) {
    const definition = JSON.stringify({
      ActivityBasedTimeoutPolicy: {
        Version: 1,
        ApplicationPolicies: [{ ApplicationId: 'default', WebSessionIdleTimeout: spanOf(minutes) }],
      },
    });
    const values = { displayName: 'Idle session timeout', isOrganizationDefault: true, definition: [definition] };
    const call = `POST /policies/activityBasedTimeoutPolicies ${JSON.stringify(values)}`;
    return [
      {
        ...common,
        operation: 'create' as const,
        match: { displayName: values.displayName },
        values,
        call,
        undo: 'restore' as const,
      },
    ];
  }
  return active
    .filter((policy) => tooLong(timeoutOf(policy) ?? '', minutes))
    .flatMap((policy) => {
      const document = documentOf(policy);
      if (!document) return [];
      const others = document.ApplicationPolicies.filter(
        (app) => String(app['ApplicationId']).toLowerCase() !== 'default',
      );
      const ApplicationPolicies = [...others, { ApplicationId: 'default', WebSessionIdleTimeout: spanOf(minutes) }];
      const definition = [JSON.stringify({ ActivityBasedTimeoutPolicy: { ...document, ApplicationPolicies } })];
      const call = `PATCH /policies/activityBasedTimeoutPolicies/${policy.id} ${JSON.stringify({ definition })}`;
      return [
        {
          ...common,
          operation: 'set' as const,
          match: { id: policy.id },
          values: { definition },
          call,
          undo: 'restore' as const,
        },
      ];
    });
}
