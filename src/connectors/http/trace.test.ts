import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { traceToFile, traceableBody, traceableUrl } from './trace.ts';

describe('trace', () => {
  it('keeps a token request without what it proves itself with', () => {
    const form = 'grant_type=client_credentials&client_id=c&client_assertion=eyJ.x.y&scope=s';
    assert.deepEqual(traceableBody(form, 'application/x-www-form-urlencoded'), {
      grant_type: 'client_credentials',
      client_id: 'c',
      client_assertion: '[removed]',
      scope: 's',
    });
  });

  it('removes secrets at any depth, and only their text', () => {
    const body = {
      CmdletInput: {
        CmdletName: 'New-Mailbox',
        Parameters: { Name: 'A', Password: 'p', ResetPasswordOnNextLogon: true },
      },
      passwordCredentials: [{ displayName: 'd', secretText: 's' }],
    };
    assert.deepEqual(traceableBody(JSON.stringify(body), 'application/json; charset=utf-8'), {
      CmdletInput: {
        CmdletName: 'New-Mailbox',
        Parameters: { Name: 'A', Password: '[removed]', ResetPasswordOnNextLogon: true },
      },
      passwordCredentials: [{ displayName: 'd', secretText: '[removed]' }],
    });
    assert.equal(traceableBody(undefined, ''), null);
    assert.equal(traceableBody('<Request/>', 'text/xml'), '<Request/>');
  });

  it('I-6: removes a secret that is a list or an object, and leaves what stands beside it', () => {
    const body = {
      Password: { '@odata.type': '#System.SecureString', value: 'p' },
      clientSecret: ['s', 't'],
      Name: ['a'],
    };
    assert.deepEqual(traceableBody(JSON.stringify(body), 'application/json'), {
      Password: { '@odata.type': '[removed]', value: '[removed]' },
      clientSecret: ['[removed]', '[removed]'],
      Name: ['a'],
    });
  });

  it('I-6: removes a token that the text of an error repeats', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wardline-'));
    const { trace, close } = traceToFile(join(folder, 'trace.jsonl'));
    const message = 'The token eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2lnbmVk is not known.';
    trace({ method: 'GET', url: 'https://a/1', body: null, status: 401, error: { message } });
    close();
    const line = JSON.parse(readFileSync(join(folder, 'trace.jsonl'), 'utf8'));
    assert.equal(line.error.message, 'The token [removed] is not known.');
    rmSync(folder, { recursive: true });
  });

  it('leaves addresses as they are unless they carry a secret', () => {
    const plain = "https://graph.microsoft.com/v1.0/users?$filter=displayName eq 'a'&$skiptoken=abc";
    assert.equal(traceableUrl(plain), plain);
    assert.doesNotMatch(traceableUrl('https://larkmeadow.sharepoint.com/download?tempauth=eyJ0&x=1'), /eyJ0/);
  });

  it('appends lines to a file of the owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wardline-'));
    const file = join(folder, 'trace.jsonl');
    for (const url of ['https://a/1', 'https://a/2']) {
      const { trace, close } = traceToFile(file);
      trace({ method: 'GET', url, body: null, status: 200 });
      close();
    }
    assert.equal(
      readFileSync(file, 'utf8'),
      '{"method":"GET","url":"https://a/1","body":null,"status":200}\n{"method":"GET","url":"https://a/2","body":null,"status":200}\n',
    );
    assert.equal(statSync(file).mode & 0o777, 0o600);
    rmSync(folder, { recursive: true });
  });
});
