import { millis } from '../../../../core/clock.ts';
import { feedOf } from '../../../activity/feed.ts';
import { readOnly, texts } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import { type GraphContext, defineGraphCollection } from '../../resource.ts';

const path = '/security/auditLog/queries';
const read = [
  'AuditLogsQuery.Read.All',
  ...['Entra', 'Exchange', 'SharePoint', 'OneDrive', 'Endpoint', 'CRM'].map(
    (name) => `AuditLogsQuery-${name}.Read.All`,
  ),
];
function statusOf(query: Entity, { state, tenant }: GraphContext): string {
  const [waits, runs] = feedOf(tenant).settings.search;
  const minutes = (millis(state.now) - millis(String(query['askedAt']))) / 60_000;
  return minutes < waits ? 'notStarted' : minutes < runs ? 'running' : 'succeeded';
}

export const auditLogQueries = defineGraphCollection({
  path,
  type: 'security.auditLogQuery',
  state: 'auditLogQueries',
  methods: ['list', 'get', 'create'],
  family: 'policy',
  roles: { read, write: read },
  page: { size: 100, max: 100 },
  activity: {
    noun: 'audit log query',
    service: 'SecurityComplianceCenter',
    log: 'unified',
    name: 'AuditSearchCreated',
  },
  properties: {
    id: readOnly('text'),
    displayName: 'text',
    filterStartDateTime: 'moment',
    filterEndDateTime: 'moment',
    recordTypeFilters: texts,
    keywordFilter: 'text',
    serviceFilters: texts,
    operationFilters: texts,
    userPrincipalNameFilters: texts,
    ipAddressFilters: texts,
    objectIdFilters: texts,
    administrativeUnitIdFilters: texts,
    status: readOnly(['notStarted', 'running', 'succeeded', 'failed', 'cancelled']),
  },
  defaults: ({ state }) => ({ askedAt: state.now }),
  present: (query, context) => ({ ...query, status: statusOf(query, context) }),
});

const recordTypes: Readonly<Record<number, string>> = {
  1: 'exchangeAdmin',
  2: 'exchangeItem',
  3: 'exchangeItemGroup',
  4: 'sharePoint',
  6: 'sharePointFileOperation',
  8: 'azureActiveDirectory',
  11: 'complianceDLPSharePoint',
  13: 'complianceDLPExchange',
  14: 'sharePointSharingOperation',
  15: 'azureActiveDirectoryStsLogon',
  18: 'securityComplianceCenterEOPCmdlet',
  24: 'discovery',
  25: 'microsoftTeams',
  28: 'threatIntelligence',
  40: 'securityComplianceAlerts',
  50: 'exchangeItemAggregated',
};
const userTypes = ['regular', 'reserved', 'admin', 'dcAdmin', 'system', 'application', 'servicePrincipal'];

/** What a search that has succeeded found. */
export const auditLogRecords = defineGraphCollection({
  path: `${path}/{query}/records`,
  type: 'security.auditLogRecord',
  state: 'auditLogRecords/{query}',
  methods: ['list', 'get'],
  family: 'policy',
  roles: { read },
  parents: { query: 'auditLogQueries' },
  page: { size: 150, max: 1000 },
  load(context) {
    const query = context.state.get('auditLogQueries', context.parameters['query']!);
    if (!query || statusOf(query, context) !== 'succeeded') return [];
    const [from, to] = [millis(String(query['filterStartDateTime'])), millis(String(query['filterEndDateTime']))];
    return context.tenant.logs.unifiedAudit.filter((record) => matches(record, query, [from, to])).map(shown);
  },
  properties: {
    id: 'text',
    administrativeUnits: texts,
    auditData: 'any',
    auditLogRecordType: 'text',
    clientIp: 'text',
    createdDateTime: 'moment',
    objectId: 'text',
    operation: 'text',
    organizationId: 'text',
    service: 'text',
    userId: 'text',
    userPrincipalName: 'text',
    userType: 'text',
  },
});

function matches(record: Entity, query: Entity, [from, to]: readonly [number, number]): boolean {
  const at = millis(`${String(record['CreationTime']).replace(/Z$/, '')}Z`);
  const isAmong = (filter: string, value: unknown) => {
    const wanted = (query[filter] ?? []) as readonly string[];
    return wanted.length === 0 || wanted.some((entry) => entry.toLowerCase() === String(value).toLowerCase());
  };
  return (
    at >= from &&
    at < to &&
    isAmong('operationFilters', record['Operation']) &&
    isAmong('userPrincipalNameFilters', record['UserId']) &&
    isAmong('ipAddressFilters', record['ClientIP']) &&
    isAmong('objectIdFilters', record['ObjectId']) &&
    isAmong('serviceFilters', record['Workload'])
  );
}

function shown(record: Entity): Entity {
  return {
    id: record['Id'],
    administrativeUnits: [],
    auditData: { '@odata.type': '#microsoft.graph.security.defaultAuditData', ...record },
    auditLogRecordType: recordTypes[Number(record['RecordType'])] ?? 'unknownFutureValue',
    clientIp: record['ClientIP'] ?? null,
    createdDateTime: `${String(record['CreationTime']).replace(/Z$/, '')}Z`,
    objectId: record['ObjectId'] ?? null,
    operation: record['Operation'],
    organizationId: record['OrganizationId'],
    service: record['Workload'],
    userId: record['UserId'] ?? null,
    userPrincipalName: record['UserId'] ?? null,
    userType: userTypes[Number(record['UserType'])] ?? 'unknownFutureValue',
  };
}
