import type { SignIn } from '../../core/sign-in.ts';
import { type Answer, allOf, anyOf, not } from './answer.ts';
import type { Policy } from './people.ts';

type Applications = NonNullable<NonNullable<Policy['conditions']>['applications']>;

/**
 * Members of the app groups that policies name, as recalled: Microsoft publishes no complete list, so what is not
 * here cannot be told.
 */
const suites: Readonly<Record<string, { name: string; apps: ReadonlySet<string> }>> = {
  office365: {
    name: 'Office 365',
    apps: new Set([
      '00000002-0000-0ff1-ce00-000000000000', // Exchange Online
      '00000003-0000-0ff1-ce00-000000000000', // SharePoint Online
      '00000005-0000-0ff1-ce00-000000000000', // Viva Engage
      '00000006-0000-0ff1-ce00-000000000000', // Microsoft 365 portal
      '00000004-0000-0ff1-ce00-000000000000', // Skype for Business
      'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', // Teams
      '4765445b-32c6-49b0-83e6-1d93765276ca', // OfficeHome
      '89bee1f7-5e6e-4d8a-9f3d-ecd601259da7', // Office 365 shell
    ]),
  },
  microsoftadminportals: {
    name: 'the Microsoft admin portals',
    apps: new Set([
      'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', // Azure portal and Entra admin center
      '497effe9-df71-4043-a8bb-14cf78c4b63b', // Exchange admin center
      '80ccca67-54bd-44ab-8625-4b79c4dc7775', // Defender and Purview portals
    ]),
  },
};

/** Where people register sign-in methods and devices. The log does not say whether they did so. */
const actions: Readonly<Record<string, { name: string; apps: ReadonlySet<string> }>> = {
  'urn:user:registersecurityinfo': {
    name: 'a sign-in method was registered',
    apps: new Set([
      '0000000c-0000-0000-c000-000000000000', // Microsoft App Access Panel
      '19db86c3-b2b9-44cc-b339-36da233a3be2', // My Sign-ins
      '8c59ead7-d703-4a27-9e55-c96a0054c8d2', // My Profile
    ]),
  },
  'urn:user:registerdevice': {
    name: 'a device was registered',
    apps: new Set(['01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9']), // Device Registration Service
  },
};

/** Whether the policy is for what is signed in to. Conditional Access targets the resource, not the client. */
export function isAbout(applications: Applications | null | undefined, signIn: SignIn): Answer {
  if (!applications) return { unknown: 'what the policy is about was not read' };
  const userActions = applications.includeUserActions ?? [];
  if (userActions.length > 0) return anyOf(userActions.map((action) => isAction(action, signIn)));
  const contexts = applications.includeAuthenticationContextClassReferences ?? [];
  if (contexts.length > 0) {
    if (signIn.contexts === undefined)
      return { unknown: 'the log does not say which authentication context was asked' };
    return contexts.some((context) => signIn.contexts!.includes(context));
  }
  const filtered = filterOf(applications.applicationFilter);
  const included = anyOf([
    ...(applications.includeApplications ?? []).map((id) => isApp(id, signIn)),
    ...(filtered === 'include' ? [unknownFilter] : []),
  ]);
  const excluded = anyOf([
    ...(applications.excludeApplications ?? []).map((id) => isApp(id, signIn)),
    ...(filtered === 'exclude' ? [unknownFilter] : []),
  ]);
  return allOf([included, not(excluded)]);
}

function isApp(wanted: string, { app, resource }: SignIn): Answer {
  const id = wanted.toLowerCase();
  if (id === 'all') return true;
  if (id === 'none') return false;
  const suite = suites[id];
  const is = (app: string) => (suite ? suite.apps.has(app) : app === id);
  if (resource?.id && is(resource.id)) return true;
  if (is(app.id)) return { unknown: 'whether the client counts, or the service that it uses, is not known' };
  if (suite) return { unknown: `whether the app belongs to ${suite.name} is not known` };
  return resource?.id ? false : { unknown: 'the log does not say which service was signed in to' };
}

function isAction(action: string, { app, resource }: SignIn): Answer {
  const known = actions[action.toLowerCase()];
  if (!known) return { unknown: 'the log does not tell the user action that the policy names' };
  return known.apps.has(app.id) || known.apps.has(resource?.id ?? '')
    ? { unknown: `the log does not say whether ${known.name}` }
    : false;
}

const unknownFilter: Answer = { unknown: 'the policy chooses apps by attributes that were not read' };

function filterOf(filter: unknown): 'include' | 'exclude' | undefined {
  const mode = typeof filter === 'object' && filter !== null && 'mode' in filter ? filter.mode : undefined;
  return mode === 'include' || mode === 'exclude' ? mode : undefined;
}
