import { isPlainObject, plainText } from '../../../core/shape.ts';
import { isConnectorError } from '../../http/errors.ts';
import { type GraphClient, type GraphOptions, defineResource } from '../../resource.ts';
import { writeSingle } from './collection.ts';
import { type Raw, key, one, only, records } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, patchBody, theOne, valuesOf } from './writing.ts';

const path = '/policies/authenticationMethodsPolicy';
const beta: GraphOptions = { version: 'beta' };
/** Settings of Microsoft Authenticator that v1.0 does not have. */
const onlyInBeta = ['numberMatchingRequiredState', 'companionAppAllowedState'];

/**
 * v1.0 says what holds; beta adds the few settings that v1.0 lacks. Without the beta answer those are missing, and the
 * controls on them say so.
 */
async function readPolicy(graph: GraphClient): Promise<{ policy: Raw; methods: Raw[] }> {
  const policy = await one(graph, path);
  const more: Raw = await one(graph, path, beta).catch((error: unknown) => {
    if (isConnectorError(error, 'not-found', 'bad-request', 'unexpected-shape', 'forbidden')) return {};
    throw error;
  });
  const extra = new Map(records(more['authenticationMethodConfigurations']).map((method) => [method['id'], method]));
  const methods = records(policy['authenticationMethodConfigurations']).map((method) => {
    const features = extra.get(method['id'])?.['featureSettings'];
    if (!isPlainObject(features)) return method;
    const known = isPlainObject(method['featureSettings']) ? method['featureSettings'] : {};
    return { ...method, featureSettings: { ...known, ...only(features, ...onlyInBeta) } };
  });
  const added = only(more, 'reportSuspiciousActivitySettings', 'systemCredentialPreferences');
  return { policy: { ...policy, ...added }, methods };
}

/** Graph takes a method only with its type, which follows from the id where a record came without it. */
function typeOf(method: Raw): unknown {
  const id = plainText(method['id']);
  const name = id.slice(0, 1).toLowerCase() + id.slice(1);
  return method['@odata.type'] ?? `#microsoft.graph.${name}AuthenticationMethodConfiguration`;
}

export const authenticationMethodsPolicy = defineResource({
  id: 'graph.authentication-methods-policy',
  sections: ['authenticationMethodsPolicy', 'authenticationMethodConfigurations'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.AuthenticationMethod', 'To see which sign-in methods people may use.'),
    toChange('Policy.ReadWrite.AuthenticationMethod', 'To turn weak sign-in methods off and show context in prompts.'),
  ],
  beta: true,
  async read({ graph }) {
    const { policy, methods } = await readPolicy(graph);
    return { authenticationMethodsPolicy: policy, authenticationMethodConfigurations: methods };
  },
  async write(clients, change) {
    if (change.operation !== 'set') throw cannot(change);
    const values = valuesOf(change);
    if (change.section === 'authenticationMethodsPolicy') {
      const inBeta = Object.keys(values).some((field) => /^(reportSuspicious|systemCredential)/.test(field));
      await writeSingle(clients, change, { path, ...(inBeta && { options: beta }) });
      return;
    }
    // featureSettings is written whole: by v1.0 it would lose what v1.0 does not know, number matching among it.
    const inBeta = Object.keys(values).some((field) => field.startsWith('featureSettings'));
    const options = inBeta ? beta : {};
    const policy = await one(clients.graph, path, options);
    const present = theOne(records(policy['authenticationMethodConfigurations']), change);
    const body = { '@odata.type': typeOf(present), ...patchBody(present, values) };
    const target = `${path}/authenticationMethodConfigurations/${key(present['id'])}`;
    await clients.graph.send('PATCH', target, body, options);
  },
});
