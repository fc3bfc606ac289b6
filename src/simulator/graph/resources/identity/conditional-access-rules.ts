import { isPlainObject, plainText } from '../../../../core/shape.ts';
import type { Attempt } from '../../../entra/conditional-access.ts';
import type { Entity } from '../../../store.ts';
import { type GraphError, badRequest } from '../../errors.ts';
import type { GraphContext } from '../../resource.ts';

/** What Entra refuses of a Conditional Access policy (m365-api §2.1): assumption ca-rules. */
export function checkPolicy({ state }: GraphContext, { before, after }: { before?: Entity; after: Entity }): void {
  const conditions = objectOf(after['conditions']);
  const users = objectOf(conditions['users']);
  const applications = objectOf(conditions['applications']);
  const grants = objectOf(after['grantControls']);
  const session = objectOf(after['sessionControls']);
  const controls = texts(grants['builtInControls']);
  const all = texts(applications['includeApplications']).includes('All');

  if (!hasAny(users, /^include/) && !hasAny(objectOf(conditions['clientApplications']), /^include/))
    throw refused(1007, 'Users and groups is not specified: the policy must include at least one user, group or role.');
  if (!hasAny(applications, /^include|^applicationFilter/))
    throw refused(1011, 'Cloud apps or actions is not specified: the policy must include at least one.');
  if (texts(conditions['clientAppTypes']).length === 0)
    throw refused(1087, "'clientAppTypes' must hold at least one value.");
  if (!hasAny(grants, /./) && !Object.values(session).some(isOn))
    throw refused(1012, 'The policy must have at least one grant or session control.');
  if (hasAny(grants, /^(?!operator)/) && !['AND', 'OR'].includes(plainText(grants['operator']).toUpperCase()))
    throw refused(1013, "Grant controls need the operator 'AND' or 'OR'.");
  if (
    controls.includes('block') &&
    (controls.length > 1 || hasAny(grants, /^(termsOfUse|custom|authenticationStrength)/))
  )
    throw refused(1014, "The grant control 'block' cannot be combined with others.");
  if (controls.includes('mfa') && isPlainObject(grants['authenticationStrength']))
    throw refused(1015, "The grant control 'mfa' cannot be combined with an authentication strength.");
  if (
    controls.includes('passwordChange') &&
    !(texts(conditions['userRiskLevels']).length > 0 && controls.includes('mfa') && all)
  )
    throw refused(1016, "The grant control 'passwordChange' needs user risk levels, 'mfa' and all cloud apps.");
  if (isOn(session['persistentBrowser']) && !all)
    throw refused(1017, 'A persistent browser session needs all cloud apps.');
  checkNames(state, users, conditions);
  const enabled = after['state'] === 'enabled' && before?.['state'] !== 'enabled';
  if (enabled && state.one('securityDefaults')['isEnabled'] === true)
    throw refused(
      1004,
      'Security Defaults is enabled in the tenant. You must disable Security defaults before enabling a Conditional Access policy.',
    );
}

/** Names that the policy refers to must exist. */
function checkNames(state: GraphContext['state'], users: Entity, conditions: Entity): void {
  const special = new Set(['All', 'None', 'GuestsOrExternalUsers']);
  for (const [side, collection] of [
    ['Users', 'users'],
    ['Groups', 'groups'],
  ] as const) {
    const ids = [...texts(users[`include${side}`]), ...texts(users[`exclude${side}`])];
    const unknown = ids.find((id) => !special.has(id) && !state.get(collection, id));
    if (unknown !== undefined)
      throw refused(1030, `The ${collection.slice(0, -1)} '${unknown}' does not exist in the directory.`);
  }
  const locations = objectOf(conditions['locations']);
  const places = [...texts(locations['includeLocations']), ...texts(locations['excludeLocations'])];
  const unknown = places.find((id) => id !== 'All' && id !== 'AllTrusted' && !state.get('namedLocations', id));
  if (unknown !== undefined) throw refused(1031, `The named location '${unknown}' does not exist.`);
}

function refused(number: number, message: string): GraphError {
  return badRequest(`${number}: ${message}`);
}

/** What the what-if request describes as a sign-in. */
export function attemptOf(body: Readonly<Record<string, unknown>>): Attempt {
  const identity = objectOf(body['signInIdentity']);
  const context = objectOf(body['signInContext']);
  const conditions = objectOf(body['signInConditions']);
  const optional = (name: string): string | undefined => plainText(conditions[name]) || undefined;
  const ipAddress = optional('ipAddress');
  const country = optional('country');
  const platform = optional('devicePlatform');
  const userRiskLevel = optional('userRiskLevel');
  const signInRiskLevel = optional('signInRiskLevel');
  return {
    userId: plainText(identity['userId']),
    appId: texts(context['includeApplications'])[0] ?? '',
    clientAppType: (optional('clientAppType') ?? 'browser') as NonNullable<Attempt['clientAppType']>,
    ...(ipAddress && { ipAddress }),
    ...(country && { country }),
    ...(platform && { platform }),
    ...(userRiskLevel && { userRiskLevel }),
    ...(signInRiskLevel && { signInRiskLevel }),
    satisfies: [],
  };
}

function hasAny(object: Entity, names: RegExp): boolean {
  return Object.entries(object).some(
    ([name, value]) =>
      names.test(name) &&
      (Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && name !== 'operator'),
  );
}

/** A session control that is on: `disableResilienceDefaults` is a plain flag. */
function isOn(control: unknown): boolean {
  return control === true || (isPlainObject(control) && control['isEnabled'] === true);
}

function objectOf(value: unknown): Entity {
  return isPlainObject(value) ? value : {};
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
