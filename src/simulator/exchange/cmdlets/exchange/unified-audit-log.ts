import { plainText } from '../../../../core/shape.ts';
import { millis } from '../../../../core/clock.ts';
import type { Entity } from '../../../store.ts';
import { defineCmdlet, invalid, readers } from '../../cmdlet.ts';

/** Search-UnifiedAuditLog over the log that the simulator itself writes. One call gives one page: assumption audit-search. */
export const unifiedAuditLog = [
  defineCmdlet({
    name: 'Search-UnifiedAuditLog',
    host: 'exchange',
    roles: readers,
    parameters: {
      StartDate: 'text',
      EndDate: 'text',
      Operations: 'texts',
      RecordType: 'text',
      UserIds: 'texts',
      ObjectIds: 'texts',
      IPAddresses: 'texts',
      FreeText: 'text',
      ResultSize: 'number',
      SessionId: 'text',
      SessionCommand: 'text',
      HighCompleteness: 'switch',
    },
    required: ['StartDate', 'EndDate'],
    run({ tenant, state }, parameters) {
      if (state.one('auditLogConfig')['UnifiedAuditLogIngestionEnabled'] === false) return [];
      const [from, to] = [parameters['StartDate'], parameters['EndDate']].map((date) => millis(plainText(date)));
      if (Number.isNaN(from) || Number.isNaN(to)) throw invalid('The start or end date is not a date.');
      if (Number(parameters['ResultSize'] ?? 100) > 5000) throw invalid('ResultSize must be 5000 or less.');
      const matches = (record: Entity): boolean => {
        const at = millis(`${String(record['CreationTime'])}Z`);
        return (
          at >= from! &&
          at < to! &&
          isAmong(parameters['Operations'], record['Operation']) &&
          isAmong(parameters['UserIds'], record['UserId']) &&
          isAmong(parameters['ObjectIds'], record['ObjectId'])
        );
      };
      const found = tenant.logs.unifiedAudit.filter(matches).toReversed();
      return found.slice(0, Number(parameters['ResultSize'] ?? 100)).map((record, index) => ({
        CreationDate: record['CreationTime'],
        UserIds: record['UserId'],
        Operations: record['Operation'],
        RecordType: record['RecordType'],
        AuditData: JSON.stringify(record),
        ResultIndex: index + 1,
        ResultCount: found.length,
        Identity: record['Id'],
      }));
    },
  }),
];

function isAmong(wanted: unknown, value: unknown): boolean {
  if (wanted === undefined) return true;
  return [wanted].flat().some((entry) => plainText(entry).toLowerCase() === plainText(value).toLowerCase());
}
