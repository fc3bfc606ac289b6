import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, describe, it } from 'node:test';
import { type Seen, fastTimer, json, startServer } from '../../../test/https-server.ts';
import { audienceOf, cloudHosts } from '../entra-token/clouds.ts';
import { ConnectorError, type ConnectorErrorCode } from '../http/errors.ts';
import { createTransport } from '../http/transport.ts';
import { createCmdletClient } from './client.ts';

const tenantId = '11111111-2222-3333-4444-555555555555';
const exchangePath = `/adminapi/beta/${tenantId}/InvokeCommand`;
type Answer = (seen: Seen, response: ServerResponse, number: number) => void;

describe('cmdlets over REST', () => {
  const closers: (() => unknown)[] = [];
  after(async () => {
    for (const close of closers) await close();
  });
  const setUp = async (service: 'exchange' | 'compliance', answer: Answer) => {
    const server = await startServer(answer);
    const timer = fastTimer();
    const transport = createTransport({ hostMap: server.hostMap, timer, random: () => 0.5 });
    closers.push(() => transport.close(), server.close);
    const host = cloudHosts.commercial[service];
    const warnings: string[] = [];
    const client = createCmdletClient({
      ...audienceOf(service, host),
      service,
      host,
      tenantId,
      transport,
      now: timer.now,
      tokens: {
        token: async (resource) => ({ value: `for ${resource}`, expiresAt: Infinity }),
        refuse: () => undefined,
      },
      warn: (_, warning) => warnings.push(warning),
    });
    return { server, timer, warnings, run: client.run };
  };
  const failure = async (act: Promise<unknown>, code: ConnectorErrorCode) => {
    const error: unknown = await act.then(
      () => assert.fail('it succeeded'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ConnectorError, String(error));
    assert.equal(error.code, code, error.message);
    assert.doesNotMatch(error.message, /anna|for https/i);
    return error;
  };

  it('sends command, headers and switches as Microsoft’s module does', async () => {
    const { server, run } = await setUp('exchange', (_, response) =>
      json(response, 200, { value: [{ Identity: 'Default' }] }),
    );
    const parameters = { ResultSize: 'Unlimited', IncludeInactiveMailbox: true, Filter: undefined, Notes: null };
    assert.deepEqual(await run('Get-Mailbox', parameters), [{ Identity: 'Default' }]);
    const [seen] = server.seen;
    assert.equal(
      `${seen?.method} https://${seen?.host}${seen?.path}`,
      `POST https://outlook.office365.com${exchangePath}`,
    );
    assert.deepEqual(JSON.parse(seen!.body), {
      CmdletInput: {
        CmdletName: 'Get-Mailbox',
        Parameters: { ResultSize: 'Unlimited', IncludeInactiveMailbox: true, Notes: null },
      },
    });
    assert.equal(seen?.headers.authorization, 'Bearer for https://outlook.office365.com');
    assert.equal(
      seen?.headers['x-anchormailbox'],
      `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${tenantId}`,
    );
    assert.equal(seen?.headers['x-responseformat'], 'json');
    assert.equal(seen?.headers['prefer'], 'odata.maxpagesize=1000');
    assert.equal(seen?.headers['content-type'], 'application/json; charset=utf-8');
    await run('Set-AdminAuditLogConfig', { UnifiedAuditLogIngestionEnabled: true });
    assert.match(String(server.seen[1]?.headers['x-anchormailbox']), /8cc370d3-822a-4ab8-a926-bb94bd0641a9/);
  });

  it('sends the same command to the link of the next page', async () => {
    const next = `https://outlook.office365.com${exchangePath}?$skiptoken=2`;
    const { server, run } = await setUp('exchange', (seen, response) =>
      json(
        response,
        200,
        seen.path.includes('skiptoken') ? { value: [{ n: 2 }] } : { value: [{ n: 1 }], '@odata.nextLink': next },
      ),
    );
    assert.deepEqual(await run('Get-Mailbox'), [{ n: 1 }, { n: 2 }]);
    assert.equal(server.seen[1]?.method, 'POST');
    assert.equal(server.seen[1]?.body, server.seen[0]?.body);
    const circle = await setUp('exchange', (_, response) =>
      json(response, 200, { value: [{ n: 1 }], '@odata.nextLink': next }),
    );
    await failure(circle.run('Get-Mailbox'), 'paging-loop');
    const foreign = await setUp('exchange', (_, response) =>
      json(response, 200, { value: [], '@odata.nextLink': 'https://evil.example/x' }),
    );
    await failure(foreign.run('Get-Mailbox'), 'host-not-allowed');
    assert.equal(foreign.server.seen.length, 1);
  });

  it('finds the region of Security & Compliance once, and sends its tokens there', async () => {
    const { server, run } = await setUp('compliance', (seen, response) => {
      if (seen.path.endsWith('/EXOModuleFile'))
        json(response, 302, undefined, {
          location: 'https://nam13b.ps.compliance.protection.outlook.com/AdminApi/v1.0/x',
        });
      else json(response, 200, { value: [{ Name: 'PHI' }] });
    });
    await Promise.all([run('Get-Label'), run('Get-DlpCompliancePolicy')]);
    assert.deepEqual(
      server.seen.map(({ host, path }) => `${host} ${path.split('/').at(-1)}`),
      [
        'ps.compliance.protection.outlook.com EXOModuleFile',
        'nam13b.ps.compliance.protection.outlook.com InvokeCommand',
        'nam13b.ps.compliance.protection.outlook.com InvokeCommand',
      ],
    );
    assert.ok(
      server.seen.every(
        ({ headers }) => headers.authorization === 'Bearer for https://ps.compliance.protection.outlook.com',
      ),
    );
  });

  it('uses the front door when it does not redirect', async () => {
    const { server, run } = await setUp('compliance', (_, response) => json(response, 200, { value: [] }));
    await run('Get-Label');
    assert.equal(server.seen[1]?.host, 'ps.compliance.protection.outlook.com');
  });

  it('gives no token to a redirect that leaves Microsoft', async () => {
    for (const location of [
      'https://evil.example/x',
      'https://evil.example.com/ps.compliance.protection.outlook.com',
      '',
    ]) {
      const { server, run } = await setUp('compliance', (_, response) => json(response, 302, undefined, { location }));
      await failure(run('Get-Label'), 'redirected');
      assert.equal(server.seen.length, 1);
    }
  });

  it('asks for the region anew when the tenant moved', async () => {
    let region = 'nam13b';
    const { server, run } = await setUp('compliance', (seen, response) => {
      const location = `https://${region}.ps.compliance.protection.outlook.com/x`;
      if (seen.path.endsWith('/EXOModuleFile') || !seen.host.startsWith(region))
        json(response, 302, undefined, { location });
      else json(response, 200, { value: [] });
    });
    await run('Get-Label');
    region = 'eur01b';
    await run('New-Label', { Name: 'PHI' });
    assert.equal(server.seen.at(-1)?.host, 'eur01b.ps.compliance.protection.outlook.com');
    assert.equal(server.seen.length, 5);
    const around = await setUp('exchange', (_, response) =>
      json(response, 302, undefined, { location: 'https://x.outlook.office365.com/' }),
    );
    await failure(around.run('Get-Mailbox'), 'redirected');
  });

  it('finds an error that hides in an answer of 200', async () => {
    for (const body of [
      { error: { code: 'Forbidden', message: "anna: The term 'Get-Label' is not recognized as a name of a cmdlet" } },
      { value: [{ error: { code: 'x', message: "The term 'Get-Label' is not recognized as the name of a cmdlet" } }] },
      { '@adminapi.errors': ["The term 'Get-Label' is not recognized as the name of a cmdlet"], value: [] },
    ]) {
      const { run } = await setUp('exchange', (_, response) => json(response, 200, body));
      await failure(run('Get-Label'), 'cmdlet-unavailable');
    }
  });

  it('does not take a missing list for an empty one, where it reads', async () => {
    for (const body of [{}, { value: null }, { value: ['anna'] }, undefined]) {
      const { run } = await setUp('exchange', (_, response) => json(response, 200, body));
      await failure(run('Get-Mailbox'), 'unexpected-shape');
    }
    for (const body of [{}, { value: null }, { value: [] }, undefined]) {
      const { run } = await setUp('exchange', (_, response) => json(response, 200, body));
      assert.deepEqual(await run('Set-Mailbox', { Identity: 'x', AuditEnabled: true }), []);
    }
  });

  it('hands on warnings, and refuses a result that a warning calls incomplete', async () => {
    const good = await setUp('exchange', (_, response) =>
      json(response, 200, { value: [], '@adminapi.warnings': ['Check anna.'] }),
    );
    await good.run('Get-Mailbox');
    assert.deepEqual(good.warnings, ['Check anna.']);
    const cut = await setUp('exchange', (_, response) =>
      json(response, 200, {
        value: [{ n: 1 }],
        '@adminapi.warnings': [
          'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.',
        ],
      }),
    );
    await failure(cut.run('Get-Mailbox'), 'incomplete');
  });

  it('repeats Get and Set cmdlets after a failure, and never New or Remove ones', async () => {
    for (const [cmdlet, calls] of [
      ['Get-Mailbox', 2],
      ['Set-Mailbox', 2],
      ['New-TransportRule', 1],
      ['Remove-InboxRule', 1],
    ] as const) {
      const { server, run } = await setUp('exchange', (_, response, number) =>
        number === 1
          ? json(response, 500, { error: { code: 'InternalServerError', message: 'anna' } })
          : json(response, 200, { value: [] }),
      );
      if (calls === 2) await run(cmdlet);
      else assert.equal((await failure(run(cmdlet), 'unavailable')).facts.mayHaveRun, true);
      assert.equal(server.seen.length, calls);
    }
  });

  it('says what a role or a license does not allow', async () => {
    const { run } = await setUp('exchange', (_, response) =>
      json(response, 403, { error: { code: 'Forbidden', message: 'anna', details: [] } }),
    );
    assert.equal((await failure(run('Get-Mailbox'), 'forbidden')).facts.call, 'Get-Mailbox');
    await failure(run('Get-Mailbox; Remove-Mailbox'), 'bad-request');
  });
});
