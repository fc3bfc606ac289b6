import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { keepCredential } from '../../../store/credentials.ts';
import { openKeyring } from '../../../store/master-key.ts';
import { withTenant } from '../../../store/scope.ts';
import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { withDeliveries } from '../../deliveries/open.ts';
import { chosen, secretName, secretWanted } from '../../deliveries/settings.ts';
import { signingKey } from '../../deliveries/sink.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';
import { secretFrom } from '../../secret-input.ts';

export const routesSetSecretCommand = defineCommand({
  path: ['routes', 'set-secret'],
  summary: 'seal the secret of a route or stream: password, token, signing secret, webhook address',
  details: `Reads one line from standard input, or from an environment variable, so that the secret stands in no
file of settings and in no history of the shell. One that is there is replaced.
  wardline routes set-secret officer-mail < password.txt
  openssl rand -hex 32 | wardline routes set-secret on-call
  wardline routes set-secret splunk --env HEC_TOKEN`,
  arguments: [{ name: 'name', summary: 'the route or stream' }],
  options: [
    { flags: '--env <variable>', summary: 'take it from this environment variable' },
    organizationOption,
    tenantOption,
    homeOption,
    whatIfOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withDeliveries(invocation, async ({ store, tenant }, { routes, streams }) => {
      const [target] = chosen('route', [...routes, ...streams], invocation.arguments[0]);
      const wanted = secretWanted(target!);
      if (wanted === undefined)
        throw new WardlineError(
          'usage',
          `${target!.name} needs no secret.`,
          target!.kind === 'email' ? 'With user: in wardline.yaml the mail server asks for a password.' : undefined,
        );
      const { name } = target!;
      const isWhatIf = invocation.options['whatIf'] === true;
      if (!isWhatIf) {
        const secret = await secretFrom(invocation, wanted, 'wardline routes set-secret NAME');
        if (target!.kind === 'webhook' || target!.kind === 'ocsf-webhook') signingKey(secret, name);
        if ((target!.kind === 'teams' || target!.kind === 'slack') && !secret.startsWith('https://'))
          throw new WardlineError('bad-input', `That is not ${wanted}.`);
        const keyring = openKeyring(store.home, invocation.env);
        await withTenant(store, tenant.id, (scope) =>
          keepCredential(scope, keyring, { name: secretName(name), secret, at: now() }),
        );
      }
      return {
        data: { tenant: tenant.id, name, sealed: !isWhatIf },
        rows: [],
        columns: [],
        text: () =>
          isWhatIf
            ? `Would seal for ${name} of ${tenant.name}: ${wanted}.`
            : `Sealed for ${tenant.name}. Try it: wardline ${routes.some((route) => route.name === name) ? 'routes' : 'streams'} test ${name}`,
      };
    }),
});
