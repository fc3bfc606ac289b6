import { WardlineError } from '../../../core/errors.ts';
import { type MailOutside, mailReaches } from '../../../engine/mail-outside.ts';
import { itemPaths } from '../../../store/content-paths.ts';
import { contentSeal } from '../../../store/content-sealing.ts';
import { listContentScans } from '../../../store/content-scans.ts';
import { openKeyring } from '../../../store/master-key.ts';
import { withTenant } from '../../../store/scope.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { type Column, defineCommand } from '../../command.ts';
import { readMailsOutside } from '../../inventory/read-sent.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { plain, textTable } from '../../output.ts';

interface Row extends MailOutside {
  /** Folder and subject, within the mailbox. */
  path: string;
}

const reaches = { own: 'Own private mailbox', consumer: 'Private mailbox', outside: 'Another organization' } as const;
const protections = { smime: 'S/MIME', rights: 'Rights protection' } as const;

const columns: readonly Column<Row>[] = [
  { title: 'Severity', value: (row) => row.severity },
  { title: 'Sent', value: (row) => row.at.slice(0, 10) },
  { title: 'Went to', value: (row) => reaches[row.reach] },
  { title: 'PHI', value: (row) => (row.phi === 'yes' ? `${row.patients} patients` : 'unknown') },
  { title: 'Encrypted', value: (row) => (row.protection ? protections[row.protection] : 'not seen') },
  { title: 'From', value: (row) => plain(row.from) },
  { title: 'To', value: (row) => plain(row.to.join(', ')) },
  { title: 'Message', value: (row) => plain(row.path) },
];
const shown = columns.filter(({ title }) => title !== 'Message');

export const inventoryMailCommand = defineCommand<Row>({
  path: ['inventory', 'mail'],
  summary: 'PHI that was mailed outside: from whom, to whom, and whether it was encrypted',
  details: `Uses the last scan of mailboxes and calls nothing. Addresses and subjects are shown: treat the output as PHI.
  wardline inventory mail
  wardline inventory mail --reach own        to private mailboxes that are named like their sender: look there first
  wardline inventory mail -o csv > mail.csv
"Encrypted: not seen" speaks of the sender's copy. A mail-flow rule encrypts on the way and leaves that copy open: see
wardline explain exchange.phi-mail-encrypted. What is encrypted cannot be read, so its PHI is unknown.
Domains of approvedDomains in wardline.yaml are left out. Exit code 3: PHI went to a sender's own private mailbox.`,
  arguments: [],
  options: [
    { flags: '--reach <reach>', summary: 'only what went there', choices: mailReaches },
    { flags: '--all', summary: 'also messages of which nobody can tell whether they hold PHI' },
    organizationOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, cwd, env } = invocation;
      const tenant = await chosenTenant(store, options['tenant']);
      const { organization } = loadOrganization(options['organization'], cwd);
      const seal = contentSeal(store.home, openKeyring(store.home, env), tenant.id);
      const scans = await withTenant(store, tenant.id, (scope) => listContentScans(scope, 1));
      if (scans.length === 0)
        throw new WardlineError('not-found', 'This tenant was not scanned yet.', 'Run: wardline scan --tenant');
      const { mails, sent, domainsKnown } = await readMailsOutside(store, tenant.id, { seal, organization });
      const unknown = mails.filter(({ phi }) => phi === 'unknown').length;
      const chosen = mails.filter(
        ({ phi, reach }) =>
          (options['all'] === true || phi === 'yes') && (options['reach'] === undefined || reach === options['reach']),
      );
      const places = chosen.map(({ store: id, id: item }) => ({ store: id, item }));
      const paths = await withTenant(store, tenant.id, (scope) => itemPaths(scope, seal, places));
      const rows = chosen.map((mail): Row => ({ ...mail, path: paths.get(`${mail.store}/${mail.id}`) ?? '' }));
      return {
        data: { sent, unknown, domainsKnown, mails: rows },
        rows,
        columns,
        text: (terminal) =>
          textTable(
            shown.map(({ title }) => title),
            rows.map((row) => shown.map(({ value }) => value(row))),
            terminal,
          ),
        messages: [
          `${rows.length} of ${sent} sent messages that are still in their mailboxes.`,
          ...(unknown > 0 && !options['all']
            ? [`${unknown} more went outside and cannot be read: whether they hold PHI is unknown. See: --all`]
            : []),
          ...(domainsKnown
            ? []
            : [
                "The tenant's domains were not collected: a second own domain counts as outside. Run: wardline collect",
              ]),
        ],
        exit: rows.some(({ phi, reach }) => phi === 'yes' && reach === 'own') ? 3 : 0,
      };
    }),
});
