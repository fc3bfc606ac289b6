import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Plan, PlannedChange } from '../core/plan.ts';
import { type ScriptedChange, planScript } from './plan-script.ts';
import { quoted } from '../core/powershell.ts';
import { comment, hereJson } from './powershell.ts';

/** What PowerShell would see: code as it is, texts and comments as their kind alone. Knows what the scripts use. */
function tokens(script: string): string[] {
  const found: string[] = [];
  const quote = /['\u2018\u2019\u201a\u201b]/;
  let code = '';
  const close = () => {
    if (code.trim() !== '') found.push(code.trim());
    code = '';
  };
  for (let at = 0; at < script.length;) {
    const rest = script.slice(at);
    const here = /^@['\u2018\u2019\u201a\u201b][ \t]*\r?\n/.exec(rest);
    if (here) {
      const end = /(?:^|\r?\n)['\u2018\u2019\u201a\u201b]@/.exec(rest.slice(here[0].length - 1));
      assert.ok(end, 'a here-string that does not end');
      close();
      found.push('HERE');
      at += here[0].length - 1 + end.index + end[0].length;
    } else if (quote.test(rest[0]!)) {
      close();
      at += 1;
      for (; ; at += 1) {
        assert.ok(at < script.length, 'a text that does not end');
        if (!quote.test(script[at]!)) continue;
        if (quote.test(script[at + 1] ?? '')) at += 1;
        else break;
      }
      found.push('TEXT');
      at += 1;
    } else if (rest.startsWith('#')) {
      close();
      const line = /^[^\r\n\u0085\u2028\u2029]*/.exec(rest)![0];
      found.push(line.startsWith('#   ') ? 'COMMENT' : line);
      at += line.length;
    } else {
      code += script[at]!;
      at += 1;
    }
  }
  close();
  return found.filter((token, index) => token !== 'COMMENT' || found[index - 1] !== 'COMMENT');
}

const hostile = [
  "O'Brien",
  "'; Remove-Mailbox -Identity everybody; '",
  '$(Remove-Mailbox all)',
  '`$(x)`"$env:PATH"',
  '\u2018; Stop-Computer; \u2019',
  '\u201a\u201b\u201c\u201d\u201e',
  "line\n'@\nRemove-Item / -Recurse\n@'",
  "\r\n'@ ; iex 'x'\r\n",
  '\u2028#>\u2029 Stop-Computer \u0085 x',
  '#> <# $(x)',
  'SIG # Begin signature block',
  'requires -Modules Evil',
  '\u0000\u001b[31m\u202e',
  '\ud800 half',
  '"; drop',
  '@{a=1}; & { evil }',
  '{0} %s {{x}}',
];

const change = (name: string): PlannedChange => ({
  id: 'c01',
  section: 'remoteDomains',
  operation: 'set',
  match: { identity: name },
  values: { autoForwardEnabled: false },
  call: `Set-RemoteDomain -Identity '${name}' -AutoForwardEnabled $false`,
  summary: `Turn off forwarding for ${name}`,
  notice: `People who forward to ${name}`,
  undo: 'restore',
  controls: ['exchange.remote-domain-forwarding-off'],
  severity: 'high',
  citations: ['164.312(e)(1)'],
  why: `It is on for ${name}`,
  from: { autoForwardEnabled: name },
  stages: [
    { name: 'test', values: {}, minimumDays: 7 },
    { name: 'enforced', values: {}, minimumDays: 0 },
  ],
  dependsOn: [],
  lockoutRisk: true,
});

const plan = (name: string): Plan => ({
  kind: 'wardline.plan',
  version: 1,
  id: '0123456789abcdef',
  tenant: { id: '7c1a5e00-0000-4000-8000-000000000001', name },
  baseline: 'clinic',
  takenAt: '2026-11-20T00:00:00Z',
  createdAt: '2026-11-20T01:00:00Z',
  changes: [change(name), { ...change(name), id: 'c02' }, { ...change(name), id: 'c03' }],
  refused: [],
  byHand: [],
  worsens: [],
});

const scripted = (name: string): Map<string, ScriptedChange> =>
  new Map([
    [
      'c01',
      {
        scopes: [],
        calls: [
          {
            kind: 'cmdlet',
            service: 'exchange',
            command: 'Set-RemoteDomain',
            parameters: { Identity: name, Lists: { Add: [name] } },
            read: { command: 'Get-RemoteDomain', parameters: { Identity: name } },
          },
        ],
      },
    ],
    [
      'c02',
      {
        scopes: ['Policy.ReadWrite.Authorization'],
        calls: [{ kind: 'graph', service: 'graph', method: 'PATCH', path: `v1.0/x/${name}`, body: { [name]: name } }],
      },
    ],
    ['c03', { cannot: name }],
  ]);

describe('the PowerShell script of a plan', () => {
  for (const name of hostile)
    it(`is the same code whatever a tenant calls its things: ${JSON.stringify(name)}`, () => {
      const plain = tokens(planScript(plan('Plain'), scripted('Plain')));
      assert.deepEqual(tokens(planScript(plan(name), scripted(name))), plain);
    });

  it('gives each value back exactly as it was', () => {
    for (const name of hostile) {
      const [, json] = /^@'\n(.*)\n'@$/s.exec(hereJson({ [name]: [name, 1, null, true] }))!;
      assert.deepEqual(JSON.parse(json!), { [name]: [name, 1, null, true] });
      assert.match(json!, /^[\n\u0020-\u007e]*$/);
      assert.doesNotMatch(json!, /['`$]/);
    }
  });

  it('quotes every kind of quote that PowerShell knows', () => {
    assert.equal(quoted("a'b"), "'a''b'");
    assert.equal(quoted('a\u2018b\u2019c\u201ad\u201be'), "'a\u2018\u2018b\u2019\u2019c\u201a\u201ad\u201b\u201be'");
    assert.equal(quoted('a\r\nb$(c)'), "'a b$(c)'");
  });

  it('breaks long comments and marks each line', () => {
    assert.deepEqual(comment('one\ntwo'), ['#   one two']);
    const lines = comment(`${'word '.repeat(60)}${'x'.repeat(400)}`);
    assert.ok(lines.length > 3);
    for (const line of lines) assert.match(line, /^# {3}.{1,151}$/);
  });

  it('refuses another tenant before anything else, and asks before each write', () => {
    const text = planScript(plan('Plain'), scripted('Plain'));
    const at = (part: string) => {
      assert.ok(text.includes(part), part);
      return text.indexOf(part);
    };
    assert.ok(at('(Get-MgContext).TenantId -ne $tenantId') < at("if (Test-Wanted 'c01')"));
    assert.ok(at('"$($_.TenantID)" -ne $tenantId') < at("if (Test-Wanted 'c01')"));
    assert.ok(at('Assert-Before -Id') < at('{ Set-RemoteDomain @write | Out-Null }'));
    assert.match(text, /if \(\$PSCmdlet\.ShouldProcess\(.+\)\) \{ Set-RemoteDomain @write \| Out-Null \}/);
    at('[CmdletBinding(SupportsShouldProcess');
    at('Only the first stage (test) is written, for at least 7 days. Then: enforced; make a new plan for it.');
    at('Risk: this can shut people out when it is wrong.');
    at("-Scopes @('Policy.ReadWrite.Authorization')");
    assert.ok(!text.includes('Connect-SPOService'));
    assert.ok(!text.includes('Connect-MicrosoftTeams'));
  });
});
