import { fieldsOf } from '../../core/audit/values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Names whose capitals are more than the first letter, as the Management API spells them. */
const names = [
  'ClientIP',
  'ClientIPAddress',
  'ActorIpAddress',
  'MailboxOwnerUPN',
  'AppAccessContext',
  'AADSessionId',
  'SharePointMetaData',
  'ExchangeMetaData',
  'EndpointMetaData',
  'ID',
];
const spelled = new Map(names.map((name) => [name.toLowerCase(), name]));

/** A record whose keys start small, as Graph may give them, in the spelling of the Management API, at every depth. */
export function managementSpelling(record: Fields): Fields {
  if ('Operation' in record || 'CreationTime' in record || 'RecordType' in record) return record;
  return capital(record, 0) as Fields;
}

function capital(value: unknown, depth: number): unknown {
  if (depth > 20) return value;
  if (Array.isArray(value)) return value.map((entry) => capital(entry, depth + 1));
  const fields = fieldsOf(value);
  if (!fields) return value;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => !key.startsWith('@odata'))
      .map(([key, inner]) => [
        // The id of a record is `Id`; those of actors and targets are `ID`.
        key === 'id' && depth === 0
          ? 'Id'
          : (spelled.get(key.toLowerCase()) ?? key.charAt(0).toUpperCase() + key.slice(1)),
        capital(inner, depth + 1),
      ]),
  );
}
