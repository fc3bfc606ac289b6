import type { Change } from '../../core/change.ts';
import { type Context, defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { adminRoles } from './admin-roles.ts';
import { declaredAs, named } from './principals.ts';

type Review = SectionData<'accessReviews'>[number];
type Users = SectionData<'users'> | undefined;
type Roles = SectionData<'privilegedRoles'> | undefined;

interface Subject {
  id: string;
  name: string;
  covers(scope: string): boolean;
}

const guests: Subject = {
  id: 'guests',
  name: 'guests',
  covers: (scope) => /usertype\s+eq\s+'guest'/.test(scope),
};

/** What must be reviewed: guests unless there are none, and each privileged role that somebody can hold. */
function subjectsOf(users: Users, roles: Roles): Subject[] {
  const known = roles?.length
    ? roles.map((role) => [role.roleTemplateId ?? '', role.displayName ?? role.roleTemplateId ?? ''] as const)
    : Object.entries(adminRoles);
  const noGuests =
    users !== undefined &&
    !users.some((user) => user.userType === undefined || user.userType?.toLowerCase() === 'guest');
  return [
    ...(noGuests ? [] : [guests]),
    ...known.map(([id, name]) => ({
      id,
      name,
      covers: (scope: string) =>
        id !== '' && scope.includes('rolemanagement/directory') && scope.includes(id.toLowerCase()),
    })),
  ];
}

/** Both scopes of a review as one lower-case text, `+` and `%20` read as blanks. */
function scopeOf(review: Review): string {
  return JSON.stringify([review.scope ?? null, review.instanceEnumerationScope ?? null])
    .replace(/\+|%20/g, ' ')
    .toLowerCase();
}

/** Longest time between two instances in days; undefined when the review does not recur. */
function daysBetweenInstances(review: Review): number | undefined {
  const { type, interval } = review.settings?.recurrence?.pattern ?? {};
  const each = {
    daily: 1,
    weekly: 7,
    absolutemonthly: 31,
    relativemonthly: 31,
    absoluteyearly: 366,
    relativeyearly: 366,
  }[type?.toLowerCase() ?? ''];
  return each === undefined ? undefined : each * Math.max(interval ?? 1, 1);
}

/** What keeps a review from counting; empty when it counts. */
function shortcomings(
  review: Review,
  { parameters, takenAt }: Context<{ days: { default: number; tighten: 'lower'; title: string } }>,
): string[] {
  const days = daysBetweenInstances(review);
  const { type, endDate } = review.settings?.recurrence?.range ?? {};
  const over =
    type?.toLowerCase() === 'enddate' && typeof endDate === 'string' && endDate.slice(0, 10) < takenAt.slice(0, 10);
  const done = (review.instances ?? []).filter((instance) => (instance.endDateTime ?? '') <= takenAt);
  const last = done.toSorted((a, b) => (a.endDateTime ?? '').localeCompare(b.endDateTime ?? '')).at(-1);
  const acted =
    review.settings?.autoApplyDecisionsEnabled === true || /^(completed|applied)$/i.test(last?.status ?? '');
  return [
    ...(days === undefined ? ['does not recur'] : days > parameters.days ? [`recurs every ${days} days`] : []),
    ...(over || /^(completed|stopped)$/i.test(review.status ?? '') ? ['has ended'] : []),
    ...(acted ? [] : ['applies no decisions by itself and its last round was not completed']),
  ];
}

export const accessReviewsRecur = defineControl({
  id: 'entra.access-reviews-recur',
  title: 'Guests and admins are reviewed at least every quarter',
  finding: 'Guests or admins are not reviewed every quarter',
  severity: 'medium',
  rationale:
    'Access is given in a day and forgotten for years. A quarterly review asks somebody by name whether the guest and the admin still need it, and removes what nobody confirms.',
  citations: ['164.308(a)(3)(ii)(B)', '164.308(a)(4)(ii)(C)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'Prowler', id: 'entra_access_review_guest_users_configured' },
    { source: 'Prowler', id: 'entra_access_review_privileged_roles_configured' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/id-governance/access-reviews-overview' },
  ],
  aliases: ['PA-12'],
  license: 'entra-governance',
  parameters: {
    days: { default: 93, tighten: 'lower', title: 'Longest time between two reviews in days (a quarter)' },
  },
  reads: ['accessReviews'],
  mayRead: ['users', 'privilegedRoles'],
  evaluate({ accessReviews, users, privilegedRoles }, context) {
    const subjects = subjectsOf(users, privilegedRoles).filter(
      (subject) => !declaredAs(context.declared.roles)(subject.id),
    );
    const judged = subjects.map((subject) => judgeSubject(subject, accessReviews, context));
    const bad = judged.filter(({ outcome }) => outcome === 'fail').flatMap(({ resources }) => resources);
    if (subjects.length === 0) return notApplicable('There are no guests, and each privileged role is declared.');
    if (bad.length > 0) {
      return fail(
        `${bad.length} of ${subjects.length} subjects are without a review each quarter: ${named(bad.map(({ name }) => name))}.`,
        bad,
        {
          wouldPassIf: `A recurring review covers ${named(
            bad.map(({ name }) => name),
            9,
          )}.`,
        },
      );
    }
    const open = judged.filter(({ outcome }) => outcome === 'unknown');
    if (open.length > 0) return unknown(open.map(({ why }) => why).join(' '));
    return pass(
      `All ${subjects.length} subjects are reviewed at least every ${context.parameters.days} days.`,
      judged.flatMap(({ resources }) => resources),
    );
  },
  remediation: {
    fix: 'Set up quarterly access reviews of guests and of each privileged role',
    steps: [
      'Open the Microsoft Entra admin center, Identity governance, Access reviews, New access review.',
      'Choose Teams + Groups, all Microsoft 365 groups with guest users, guest users only, and recurrence Quarterly.',
      'In Privileged Identity Management, Microsoft Entra roles, Access reviews, add one review for each role named here, recurrence Quarterly.',
      'Turn on "Auto apply results to resource" and choose what happens when reviewers do not answer.',
    ],
  },
  changes({ accessReviews, users, privilegedRoles }, context) {
    return subjectsOf(users, privilegedRoles)
      .filter((subject) => !declaredAs(context.declared.roles)(subject.id))
      .filter((subject) => judgeSubject(subject, accessReviews, context).outcome === 'fail')
      .map((subject) => newReview(subject, context.takenAt));
  },
  knownGaps: ['Reviews that are kept outside Microsoft 365 are not seen: record them as an exception with its date.'],
  assumed: ['How the scope of a review names guests and roles.'],
});

function judgeSubject(
  subject: Subject,
  reviews: readonly Review[],
  context: Parameters<typeof shortcomings>[1],
): Verdict {
  const covering = reviews.filter((review) => subject.covers(scopeOf(review)));
  const evidence = (actual: string): Evidence => ({
    id: subject.id,
    name: subject.name,
    expected: `reviewed at least every ${context.parameters.days} days`,
    actual,
    readFrom: 'accessReviews.settings',
  });
  const good = covering.find((review) => shortcomings(review, context).length === 0);
  if (good)
    return pass('reviewed', [
      evidence(`review "${good.displayName ?? good.id}" every ${daysBetweenInstances(good)} days`),
    ]);
  if (covering.some((review) => review.settings === undefined))
    return unknown(`The source does not hold the settings of the review of ${subject.name}.`);
  const found = covering.map(
    (review) => `review "${review.displayName ?? review.id}" ${shortcomings(review, context).join(' and ')}`,
  );
  return fail('not reviewed', [evidence(found.join('; ') || 'no review')]);
}

function newReview(subject: Subject, takenAt: string): Change {
  const scope =
    subject === guests
      ? {
          scope: {
            query: "./members/microsoft.graph.user/?$count=true&$filter=(userType eq 'Guest')",
            queryType: 'MicrosoftGraph',
          },
          instanceEnumerationScope: {
            query: "/groups?$filter=(groupTypes/any(c:c+eq+'Unified'))",
            queryType: 'MicrosoftGraph',
          },
        }
      : {
          scope: {
            principalScopes: [{ query: '/users', queryType: 'MicrosoftGraph' }],
            resourceScopes: [
              { query: `/roleManagement/directory/roleDefinitions/${subject.id}`, queryType: 'MicrosoftGraph' },
            ],
          },
        };
  const body = {
    displayName: `Wardline: quarterly review of ${subject.name}`,
    ...scope,
    settings: {
      autoApplyDecisionsEnabled: true,
      instanceDurationInDays: 14,
      recurrence: {
        pattern: { type: 'absoluteMonthly', interval: 3 },
        range: { type: 'noEnd', startDate: takenAt.slice(0, 10) },
      },
    },
  };
  const reviewer = subject === guests ? './owners' : './manager';
  return {
    section: 'accessReviews',
    operation: 'create',
    match: { displayName: body.displayName },
    values: { ...body, status: 'NotStarted', instances: [] },
    call: `POST /identityGovernance/accessReviews/definitions ${JSON.stringify({ ...body, reviewers: [{ query: reviewer, queryType: 'MicrosoftGraph' }], settings: { ...body.settings, mailNotificationsEnabled: true, defaultDecision: 'None' } })}`,
    summary: `Review ${subject.name} every quarter`,
    notice:
      subject === guests
        ? 'Owners of groups with guests: they are asked once a quarter.'
        : 'Managers of admins: they are asked once a quarter.',
    undo: 'restore',
  };
}
