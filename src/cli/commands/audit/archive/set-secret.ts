import { now } from '../../../../core/clock.ts';
import { WardlineError } from '../../../../core/errors.ts';
import { keepCredential } from '../../../../store/credentials.ts';
import { openKeyring } from '../../../../store/master-key.ts';
import { withTenant } from '../../../../store/scope.ts';
import { organizationOption } from '../../../assessment.ts';
import {
  archiveIn,
  archiveSecret,
  archiveSecretWanted,
  checkArchiveSecret,
  keepingSettings,
} from '../../../audit/archive-place.ts';
import { defineCommand } from '../../../command.ts';
import { chosenTenant, homeOption, tenantOption, whatIfOption, withStore } from '../../../live.ts';
import { secretFrom } from '../../../secret-input.ts';

export const auditArchiveSetSecretCommand = defineCommand({
  path: ['audit', 'archive', 'set-secret'],
  summary: 'seal the key to the archive',
  details: `Reads one line from standard input, or from an environment variable. For S3 it is ID:SECRET of an access key that
may put, get, list and lock objects and nothing else; for Azure the key of the storage account.
  wardline audit archive set-secret < key.txt
  wardline audit archive set-secret --env ARCHIVE_KEY`,
  arguments: [],
  options: [
    { flags: '--env <variable>', summary: 'take it from this environment variable' },
    organizationOption,
    tenantOption,
    homeOption,
    whatIfOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const tenant = await chosenTenant(store, invocation.options['tenant']);
      const archive = archiveIn(keepingSettings(invocation));
      const wanted = archiveSecretWanted(archive);
      if (wanted === undefined) throw new WardlineError('usage', 'A folder needs no key.');
      const isWhatIf = invocation.options['whatIf'] === true;
      if (!isWhatIf) {
        const secret = await secretFrom(invocation, wanted, 'wardline audit archive set-secret');
        checkArchiveSecret(archive, secret);
        const keyring = openKeyring(store.home, invocation.env);
        await withTenant(store, tenant.id, (scope) =>
          keepCredential(scope, keyring, { name: archiveSecret, secret, at: now() }),
        );
      }
      return {
        data: { tenant: tenant.id, sealed: !isWhatIf },
        rows: [],
        columns: [],
        text: () =>
          isWhatIf
            ? `Would seal for ${tenant.name}: ${wanted}.`
            : `Sealed for ${tenant.name}. Copy the log with: wardline audit archive`,
      };
    }),
});
