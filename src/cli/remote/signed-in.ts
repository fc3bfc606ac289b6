import type { TokenShown } from '../../api/device.ts';
import { oneLine } from '../../connectors/wardline/refusal.ts';
import type { CommandResult } from '../command.ts';
import { textTable } from '../output.ts';

interface Row {
  tenant: string;
  roles: string;
  permissions: number;
  id: string;
}

/** Who is signed in where, what they may do, and until when. */
export function signedIn(origin: string, shown: TokenShown, messages: readonly string[] = []): CommandResult<Row> {
  const { email, name, version, token, roles, tenants, everywhere, demo } = shown;
  const rows = tenants.map((tenant): Row => ({
    tenant: tenant.name,
    roles: roles
      .filter((role) => role.tenant === '*' || role.tenant === tenant.id)
      .map(({ role, until }) => (until ? `${role} until ${until}` : role))
      .join(', '),
    permissions: tenant.permissions.length,
    id: tenant.id,
  }));
  const columns = [
    { title: 'Tenant', value: (row: Row) => row.tenant },
    { title: 'Roles', value: (row: Row) => row.roles },
    { title: 'Permissions', value: (row: Row) => row.permissions },
    { title: 'Id', value: (row: Row) => row.id },
  ];
  const scope =
    token.tenant === '*' ? 'all tenants' : (tenants.find(({ id }) => id === token.tenant)?.name ?? 'one tenant');
  return {
    data: { server: origin, version, demo, email, name, token, roles, everywhere, tenants },
    rows,
    columns,
    text: (terminal) =>
      [
        oneLine(`${name} (${email}) at ${origin}, Wardline ${version}${demo ? ', a demo' : ''}`),
        oneLine(`Token "${token.name}" for ${scope}, until ${token.endsAt.slice(0, 16).replace('T', ' ')} UTC`),
        '',
        rows.length === 0
          ? 'No tenant can be reached with it.'
          : textTable(
              columns.map(({ title }) => title),
              rows.map((row) => columns.map(({ value }) => value(row))),
              terminal,
            ),
      ].join('\n'),
    messages,
  };
}
