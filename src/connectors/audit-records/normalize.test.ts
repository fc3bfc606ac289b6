import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { mailboxOf } from '../../core/audit/mailbox.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import {
  clinicTenant,
  directoryAuditRecord,
  entraRecord,
  exchangeAdminRecord,
  fileRecord,
  graphSignInRecord,
  loginRecord,
  mailAccessRecord,
  type RawRecord,
  riskDetectionRecord,
  unifiedRecord,
} from '../../../test/audit-records.ts';
import { normalizeRecord } from './normalize.ts';

function event(record: unknown): AuditEvent {
  const made = normalizeRecord(record);
  if (typeof made === 'string') throw new Error(`set aside: ${made}`);
  return made;
}
const login = (fields: RawRecord) => event(loginRecord({}, fields));

describe('the quirks of the log', () => {
  it('1: a failed sign-in says Success; operation and error number count', () => {
    const failed = event(loginRecord({ error: 50126 }));
    assert.equal(failed.raw['ResultStatus'], 'Success');
    assert.equal(failed.outcome, 'failure');
    assert.equal(failed.errorCode, 50126);
  });

  const statuses: [unknown, string][] = [
    ['Success', 'success'],
    ['Succeeded', 'success'],
    ['True', 'success'],
    ['PartiallySucceeded', 'success'],
    [undefined, 'success'],
    ['Failed', 'failure'],
    ['Failure', 'failure'],
    ['False', 'failure'],
    ['Redirect', 'unknown'],
  ];
  for (const [ResultStatus, outcome] of statuses)
    it(`1: ResultStatus ${String(ResultStatus)} is ${outcome}`, () => {
      assert.equal(event(exchangeAdminRecord('Set-Mailbox', {}, {}, { ResultStatus })).outcome, outcome);
    });

  it('2: an error number on UserLoggedIn makes it a failed sign-in', () => {
    assert.equal(login({ ErrorNumber: '50058' }).op, 'userloginfailed');
  });

  it('2: without a number, the words of LogonError give it', () => {
    const words = login({
      Operation: 'UserLoginFailed',
      ErrorNumber: undefined,
      LogonError: 'InvalidUserNameOrPassword',
    });
    assert.equal(words.errorCode, 50126);
  });

  it('3: one person, spelled in two ways, is one actor', () => {
    assert.equal(
      event(fileRecord('FileAccessed', { user: 'GradyA@clinic.example.com' })).actor.key,
      'gradya@clinic.example.com',
    );
  });

  const actors: [string, number, string][] = [
    ['nina@clinic.example.com', 0, 'user'],
    ['ann_partner.example.net#EXT#@clinic.onmicrosoft.com', 0, 'guest'],
    ['ServicePrincipal_2f1a6a4e-0000-4000-8000-000000000001', 0, 'service'],
    ['2f1a6a4e-0000-4000-8000-000000000001', 0, 'unknown'],
    ['NOT-FOUND', 0, 'unknown'],
    ['Not Available', 0, 'unknown'],
    ['Certificate', 0, 'application'],
    ['S-1-5-18', 0, 'system'],
    ['NT AUTHORITY\\SYSTEM (Microsoft.Exchange.ServiceHost)', 3, 'system'],
    ['NT AUTHORITY\\SYSTEM (w3wp)', 3, 'system'],
    ['app@sharepoint', 0, 'system'],
    ['SHAREPOINT\\system', 0, 'system'],
    ['Microsoft\\ServiceOperator', 3, 'system'],
    ['fim_password_service@support.onmicrosoft.com', 0, 'system'],
    ['Microsoft Teams Sync', 4, 'system'],
    ['FfoServicePartnerUser', 3, 'system'],
    [clinicTenant, 0, 'system'],
    ['anonymous', 10, 'anonymous'],
    ['urn:spo:anon#0011aabb', 10, 'anonymous'],
    ['urn:spo:guest#ann@partner.example.net', 10, 'guest'],
    ['i:0#.f|membership|nina@clinic.example.com', 0, 'user'],
    ['SecurityComplianceAlerts', 4, 'system'],
    ['DlpAgent', 4, 'system'],
    ['helper@provider.example.net', 9, 'guest'],
    ['', 0, 'unknown'],
  ];
  for (const [UserId, UserType, kind] of actors)
    it(`4: UserId ${UserId || 'empty'} is ${kind}`, () => {
      assert.equal(event(fileRecord('FileAccessed', {}, { UserId, UserType })).actor.kind, kind);
    });

  it('4: both spellings of the system are one actor', () => {
    const keys = ['(Microsoft.Exchange.ServiceHost)', '(w3wp)'].map(
      (host) => event(unifiedRecord('Set-Mailbox', 1, 'Exchange', { user: `NT AUTHORITY\\SYSTEM ${host}` })).actor.key,
    );
    assert.deepEqual(keys, ['nt authority\\system', 'nt authority\\system']);
  });

  const addresses: [unknown, string | undefined][] = [
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:50123', '192.0.2.1'],
    ['[192.0.2.1]:50123', '192.0.2.1'],
    ['[192.0.2.1]', '192.0.2.1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:443', '192.0.2.1'],
    ['::1', undefined],
    ['127.0.0.1', undefined],
    ['', undefined],
    ['localhost', undefined],
    ['server.example.com:443', undefined],
    ['<null>', undefined],
    [17, undefined],
    [undefined, undefined],
  ];
  for (const [ClientIP, ip] of addresses)
    it(`5: address ${String(ClientIP)} is ${ip ?? 'none'}`, () => {
      assert.equal(event(fileRecord('FileAccessed', {}, { ClientIP })).ip, ip);
    });
  it('5: the second and third address field', () => {
    assert.equal(
      event(unifiedRecord('X', 2, 'Exchange', {}, { ClientIP: '', ClientIPAddress: '192.0.2.9' })).ip,
      '192.0.2.9',
    );
    assert.equal(
      event(unifiedRecord('X', 8, 'AzureActiveDirectory', {}, { ClientIP: undefined, ActorIpAddress: '192.0.2.8' })).ip,
      '192.0.2.8',
    );
  });

  const operations: [string, string][] = [
    ['Add member to role.', 'Add member to role'],
    ['Create company', 'Create company'],
    [
      'Update application – Certificates and secrets management ',
      'Update application - Certificates and secrets management',
    ],
    [' Set-Mailbox ', 'Set-Mailbox'],
  ];
  for (const [given, operation] of operations)
    it(`6, 7: operation "${given}" is "${operation}"`, () => {
      const made = event(entraRecord(given));
      assert.equal(made.operation, operation);
      assert.equal(made.op, operation.toLowerCase());
    });

  for (const RecordType of [6, '6', 'SharePointFileOperation', 'sharePointFileOperation'])
    it(`8: record type ${typeof RecordType} ${RecordType} is 6`, () => {
      assert.equal(event(fileRecord('FileAccessed', {}, { RecordType })).recordType, 6);
    });
  it('8, 10: a number without a name stays, an unknown name is undefined; both pass', () => {
    assert.equal(event(fileRecord('FileAccessed', {}, { RecordType: 9_999 })).recordType, 9_999);
    assert.equal(event(fileRecord('FileAccessed', {}, { RecordType: 'FutureThing' })).recordType, undefined);
  });

  const parameters: [string, unknown][] = [
    [
      'pairs',
      [
        { Name: 'Identity', Value: 'nina' },
        { Name: 'AuditEnabled', Value: 'False' },
      ],
    ],
    [
      'pairs in another order',
      [
        { Name: 'AuditEnabled', Value: 'False' },
        { Name: 'Identity', Value: 'nina' },
      ],
    ],
    ['a command', '-Identity "nina" -AuditEnabled:$false'.replace('$false', 'False')],
    ['an object', { Identity: 'nina', AuditEnabled: 'False' }],
    ['JSON text', '[{"Name":"Identity","Value":"nina"},{"Name":"AuditEnabled","Value":"False"}]'],
  ];
  for (const [form, Parameters] of parameters)
    it(`9: parameters as ${form}`, () => {
      const read = parametersOf(event(exchangeAdminRecord('Set-Mailbox', {}, {}, { Parameters })));
      assert.equal(read.get('identity'), 'nina');
      assert.equal(read.get('auditenabled'), 'False');
    });
  it('9: a command line with a list, quotes, a hyphen within a value, and a cut end', () => {
    const read = parametersOf(
      event(
        unifiedRecord(
          'New-ComplianceSearchAction',
          18,
          'SecurityComplianceCenter',
          {},
          {
            Parameters:
              '-SearchName "a -b c" -Locations ("ALL","x@clinic.example.com") -Purge -PurgeType "HardDelete" -Text "[...]',
          },
        ),
      ),
    );
    assert.equal(read.get('searchname'), 'a -b c');
    assert.equal(read.get('locations'), 'ALL;x@clinic.example.com');
    assert.equal(read.get('purge'), 'True');
    assert.equal(read.get('purgetype'), 'HardDelete');
  });

  const changes: [string, unknown][] = [
    ['plain text', [{ Name: 'Role.DisplayName', NewValue: 'User Administrator', OldValue: '' }]],
    ['JSON text', [{ Name: 'Role.DisplayName', NewValue: '[\r\n  "User Administrator"\r\n]', OldValue: '[]' }]],
    ['JSON text, quoted twice', [{ Name: 'Role.DisplayName', NewValue: '"\\"User Administrator\\""', OldValue: '' }]],
    ['an object', { Role_DisplayName: { NewValue: 'User Administrator', OldValue: '' } }],
  ];
  for (const [form, ModifiedProperties] of changes)
    it(`9: changes as ${form}`, () => {
      assert.deepEqual(changesOf(event(entraRecord('Add member to role.', {}, { ModifiedProperties }))), [
        { name: 'Role.DisplayName', old: '', new: 'User Administrator' },
      ]);
    });
  it('9: changes as bare names', () => {
    assert.deepEqual(
      changesOf(event(unifiedRecord('Update', 2, 'Exchange', {}, { ModifiedProperties: ['Subject'] }))),
      [{ name: 'Subject', old: '', new: '' }],
    );
  });

  it('10: an empty AuditData leaves what the columns say', () => {
    const made = event({
      RecordType: 'ExchangeAdmin',
      CreationDate: '3/2/2026 2:05:09 PM',
      UserIds: 'nina@clinic.example.com',
      Operations: 'Set-Mailbox',
      AuditData: '',
      Identity: 'AB',
    });
    assert.equal(made.op, 'set-mailbox');
    assert.equal(made.at, '2026-03-02T14:05:09.000Z');
    assert.equal(made.id, 'ab');
  });

  it('11: one record has one id in the Management API, the portal and Graph', () => {
    const record = fileRecord('FileDownloaded');
    const upper = String(record['Id']).toUpperCase();
    const portal = {
      RecordId: upper,
      CreationDate: '2026-03-02T09:00:00.0000000Z ',
      RecordType: '6',
      Operation: 'FileDownloaded',
      UserId: record['UserId'],
      AuditData: JSON.stringify({ ...record, Id: upper }),
    };
    const graph = {
      id: record['Id'],
      createdDateTime: '2026-03-02T09:00:00Z',
      auditLogRecordType: 'sharePointFileOperation',
      operation: 'FileDownloaded',
      organizationId: clinicTenant,
      userId: 'x',
      userPrincipalName: record['UserId'],
      service: 'SharePoint',
      auditData: { '@odata.type': '#microsoft.graph.security.defaultAuditData' },
    };
    const made = [record, portal, graph].map(event);
    for (const { id, tenant, millis, op, recordType, actor } of made)
      assert.deepEqual(
        [id, tenant, millis, op, recordType, actor.key],
        [record['Id'], clinicTenant, 1_772_442_000_000, 'filedownloaded', 6, 'nina@clinic.example.com'],
      );
  });

  it('11: a record without an id gets the same one each time', () => {
    const record = fileRecord('FileDownloaded', {}, { Id: undefined });
    assert.equal(event(record).id, event(structuredClone(record)).id);
    assert.match(event(record).id, /^sha256-/);
  });

  it('14: Bind and Sync, throttled and counted', () => {
    const bind = mailboxOf(event(mailAccessRecord({ access: 'Bind', throttled: true, count: 7 })));
    assert.deepEqual([bind?.access, bind?.throttled, bind?.count, bind?.byOther], ['bind', true, 7, false]);
    const sync = mailboxOf(event(mailAccessRecord({ access: 'Sync', user: 'omar@clinic.example.com', logon: 2 })));
    assert.deepEqual([sync?.access, sync?.logon, sync?.byOther], ['sync', 'delegate', true]);
  });

  it('15: ExternalAccess True is Microsoft, known by its name', () => {
    const record = exchangeAdminRecord(
      'Set-Mailbox',
      {},
      { user: 'NT AUTHORITY\\SYSTEM (w3wp)' },
      { ExternalAccess: true, UserType: 3 },
    );
    assert.equal(event(record).actor.kind, 'system');
  });
});

describe('the forms of a record', () => {
  const inner = fileRecord('FileDownloaded');
  const wrapped: [string, unknown][] = [
    ['Elastic', { '@timestamp': '2026-03-02T09:00:00Z', o365: { audit: { ...inner, CreationTime: undefined } } }],
    [
      'Elastic, flattened',
      Object.fromEntries(Object.entries(inner).map(([key, value]) => [`o365.audit.${key}`, value])),
    ],
    ['Elastic, with the original', { event: { original: JSON.stringify(inner) }, o365: {} }],
    ['Wazuh', { timestamp: 'x', data: { office365: { ...inner, RecordType: '6' } } }],
    ['a search hit', { _index: 'x', _source: { data: { office365: inner } } }],
    ['Splunk', { preview: false, result: { _raw: JSON.stringify(inner), source: 'x' } }],
    ['Splunk over HTTP', { sourcetype: 'o365:management:activity', event: inner }],
    ['JSON text within PowerShell output', { RecordType: 'SharePointFileOperation', AuditData: JSON.stringify(inner) }],
    [
      'a Graph record with small letters',
      {
        id: inner['Id'],
        auditLogRecordType: 'sharePointFileOperation',
        createdDateTime: '2026-03-02T09:00:00Z',
        operation: 'FileDownloaded',
        auditData: Object.fromEntries(
          Object.entries(inner).map(([key, value]) => [
            key === 'ClientIP' ? 'clientIp' : key.charAt(0).toLowerCase() + key.slice(1),
            value,
          ]),
        ),
      },
    ],
  ];
  for (const [form, record] of wrapped)
    it(form, () => {
      const { op, id, at, ip, site, recordType } = event(record);
      assert.deepEqual(
        { op, id, at, ip, site, recordType },
        {
          op: 'filedownloaded',
          id: inner['Id'],
          at: '2026-03-02T09:00:00.000Z',
          ip: '192.0.2.10',
          site: 'https://clinic.sharepoint.com/sites/patients',
          recordType: 6,
        },
      );
    });

  it('a sign-in of Graph is a sign-in like any other', () => {
    const good = event(graphSignInRecord());
    assert.deepEqual(
      [good.source, good.op, good.outcome, good.tenant, good.errorCode],
      ['sign-in', 'userloggedin', 'success', clinicTenant, 0],
    );
    const bad = event(graphSignInRecord({ error: 50126 }));
    assert.deepEqual([bad.op, bad.outcome, bad.errorCode], ['userloginfailed', 'failure', 50126]);
  });

  it('a service principal signs in under its own operation', () => {
    const record = graphSignInRecord(
      {},
      { userPrincipalName: '', userId: '', servicePrincipalId: 'SP-1', servicePrincipalName: 'Backup' },
    );
    const made = event(record);
    assert.deepEqual([made.op, made.actor.kind, made.actor.name], ['serviceprincipalloggedin', 'service', 'Backup']);
  });

  it('diagnostic settings: sign-ins with packed fields, directory audits, risk', () => {
    const record = graphSignInRecord({ error: 50053 });
    const signIn = event({
      time: '2026-03-02T09:00:00Z',
      tenantId: clinicTenant,
      category: 'NonInteractiveUserSignInLogs',
      resultType: '50053',
      properties: { ...record, status: JSON.stringify(record['status']), isInteractive: undefined },
    });
    assert.deepEqual([signIn.op, signIn.errorCode, signIn.tenant], ['userloginfailed', 50053, clinicTenant]);
    const audit = event({
      time: '2026-03-02T09:00:00Z',
      tenantId: clinicTenant,
      category: 'AuditLogs',
      operationName: 'Add member to role',
      properties: directoryAuditRecord('Add member to role', {
        changes: [['Role.DisplayName', 'Global Administrator']],
      }),
    });
    assert.deepEqual(
      [audit.op, audit.tenant, audit.actor.key],
      ['add member to role', clinicTenant, 'admin@clinic.example.com'],
    );
    assert.deepEqual(changesOf(audit), [{ name: 'Role.DisplayName', old: '', new: 'Global Administrator' }]);
    assert.equal(event(riskDetectionRecord()).op, 'riskdetection');
  });
});

describe('what is no record is set aside with a reason', () => {
  const poisoned: [string, unknown, string][] = [
    ['text', 'x', 'not-a-record'],
    ['null', null, 'not-a-record'],
    ['a list', [1], 'not-a-record'],
    ['something else', { hello: 'world' }, 'not-a-record'],
    ['no time', { Operation: 'X', RecordType: 1 }, 'no-time'],
    ['a time that is none', { Operation: 'X', CreationTime: 'yesterday' }, 'no-time'],
    ['no operation', { CreationTime: '2026-03-02T09:00:00', Operation: 17 }, 'no-operation'],
    [
      'AuditData that is cut off',
      { AuditData: '{"CreationTime":"2026', CreationDate: '2026-03-02T09:00:00' },
      'not-json',
    ],
    ['an empty row', { AuditData: '', CreationDate: '' }, 'empty-audit-data'],
  ];
  for (const [name, record, fault] of poisoned)
    it(`${name}: ${fault}`, () => {
      assert.equal(normalizeRecord(record), fault);
    });

  it('wrong types in every field never stop it', () => {
    const wrong: unknown[] = [null, 17, true, {}, [], [[]], { a: { b: null } }, 'x'.repeat(1_000_000), -1, '{"a":'];
    for (const field of Object.keys({ ...fileRecord('FileAccessed'), ...loginRecord(), ...mailAccessRecord() }))
      for (const value of wrong) {
        const made = normalizeRecord(loginRecord({}, { [field]: value }));
        assert.ok(typeof made === 'object' || ['no-time', 'no-operation'].includes(made), field);
      }
  });

  it('deep nesting and keys of the language are only data', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 10_000; depth += 1) deep = { deep };
    assert.equal(event(fileRecord('FileAccessed', {}, { Deep: deep })).op, 'fileaccessed');
    const made = event(
      JSON.parse(
        '{"__proto__":{"polluted":true},"creationTime":"2026-03-02T09:00:00","operation":"X","constructor":{"prototype":1}}',
      ),
    );
    assert.equal(made.op, 'x');
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});
