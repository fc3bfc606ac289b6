import type { Plan } from '../core/plan.ts';
import { quoted } from '../core/powershell.ts';
import { comment } from './powershell.ts';

export type ScriptService = 'graph' | 'exchange' | 'compliance' | 'sharepoint' | 'teams';

const modules: Partial<Record<ScriptService, string>> = {
  graph: 'Microsoft.Graph.Authentication',
  exchange: 'ExchangeOnlineManagement',
  compliance: 'ExchangeOnlineManagement',
  teams: 'MicrosoftTeams',
};

/** Parameters, sign-ins with the least that the changes take, and the refusal of any other tenant. */
export function scriptHead(plan: Plan, used: ReadonlySet<ScriptService>, scopes: readonly string[]): string {
  // The address of SharePoint comes from Graph, whose tenant is checked.
  const graph = used.has('graph') || used.has('sharepoint');
  const needed = [
    ...new Set([...(graph ? (['graph'] as const) : []), ...used].flatMap((service) => modules[service] ?? [])),
  ];
  const asked = [...new Set([...scopes, ...(used.has('sharepoint') ? ['Sites.Read.All'] : [])])];
  return [
    '#Requires -Version 7.2',
    ...needed.map((name) => `#Requires -Modules ${name}`),
    ...comment(
      'Read it before you run it, first with -WhatIf. It asks before each change unless -Confirm:$false is given.',
    ),
    ...comment('-Only c01,c02            these changes alone'),
    ...comment('-AcceptPresent c01,c02   you looked at the present value of these changes: write although it moved'),
    "[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]",
    'param([string[]] $Only = @(), [string[]] $AcceptPresent = @())',
    "$ErrorActionPreference = 'Stop'",
    `$tenantId = ${quoted(plan.tenant.id)}`,
    "$otherTenant = 'This session belongs to another tenant than the plan. Nothing was done.'",
    ...(graph
      ? [
          `Connect-MgGraph -TenantId $tenantId -Scopes @(${asked.map(quoted).join(', ')}) -NoWelcome`,
          'if ((Get-MgContext).TenantId -ne $tenantId) { throw $otherTenant }',
        ]
      : []),
    ...(used.has('exchange') ? ['Connect-ExchangeOnline -ShowBanner:$false'] : []),
    ...(used.has('compliance') ? ['Connect-IPPSSession -ShowBanner:$false'] : []),
    ...(used.has('exchange') || used.has('compliance')
      ? [
          '$sessions = @(Get-ConnectionInformation)',
          'if ($sessions.Count -eq 0 -or @($sessions | Where-Object { "$($_.TenantID)" -ne $tenantId }).Count -gt 0) { throw $otherTenant }',
        ]
      : []),
    ...(used.has('sharepoint')
      ? [
          ...comment("SharePoint's module runs on Windows only, beside PowerShell 7."),
          'Import-Module Microsoft.Online.SharePoint.PowerShell -UseWindowsPowerShell -WarningAction SilentlyContinue',
          "$root = (Invoke-MgGraphRequest -Method GET -Uri 'v1.0/sites/root?$select=siteCollection' -OutputType Hashtable).siteCollection.hostname",
          "Connect-SPOService -Url ('https://' + ($root -replace '\\.sharepoint\\.', '-admin.sharepoint.'))",
        ]
      : []),
    ...(used.has('teams')
      ? [
          'Connect-MicrosoftTeams -TenantId $tenantId | Out-Null',
          'if ("$((Get-CsTenant).TenantId)" -ne $tenantId) { throw $otherTenant }',
        ]
      : []),
    '',
  ].join('\n');
}

/** Static: nothing of a plan is in it. */
export const scriptHelpers = `function ConvertFrom-WardlineJson([string] $Json) { ConvertFrom-Json -InputObject $Json -AsHashtable -Depth 64 }

function Test-Wanted([string] $Id) { $Only.Count -eq 0 -or $Only -contains $Id }

function Get-Target([string] $Id, [System.Collections.IDictionary] $Write) {
  foreach ($name in 'Identity', 'Name') { if ($Write.Contains($name)) { return "$Id $($Write[$name])" } }
  $Id
}

# The value at a path such as settings.secureByDefault, of a hashtable or an object.
function Get-At($Object, [string] $Path) {
  foreach ($name in $Path.Split('.')) {
    if ($null -eq $Object) { return $null }
    $Object = if ($Object -is [System.Collections.IDictionary]) { $Object[$name] } else { $Object.$name }
  }
  , $Object
}

# Lists without regard to order, texts without regard to case, nothing and empty as the same.
function Get-Form($Value) {
  if ($null -eq $Value) { return '' }
  if ($Value -is [System.Collections.IDictionary]) {
    return (@($Value.Keys | Where-Object { "$_" -notlike '*@odata.*' } | Sort-Object | ForEach-Object { "$_=" + (Get-Form $Value[$_]) }) -join ';').ToLowerInvariant()
  }
  if ($Value -is [System.Collections.IEnumerable] -and $Value -isnot [string]) {
    return (@($Value | ForEach-Object { Get-Form $_ } | Sort-Object) -join ',').ToLowerInvariant()
  }
  "$Value".ToLowerInvariant()
}

function Test-Before([string] $Id, [System.Collections.IDictionary] $Before, $Present) {
  foreach ($path in $Before.Keys) {
    $found = Get-Form (Get-At $Present $path)
    $planned = Get-Form $Before[$path]
    if ($found -ceq $planned) { continue }
    if ($AcceptPresent -contains $Id) { Write-Warning "$($Id): $path is not as planned and is written all the same."; continue }
    throw "$($Id): $path moved since the plan was made. Found: $found. Planned from: $planned. Make the plan again, or look at it and give -AcceptPresent $Id."
  }
}

function Assert-Before([string] $Id, [string] $Operation, [System.Collections.IDictionary] $Before, [scriptblock] $Present) {
  if ($Operation -eq 'create') {
    $found = try { @(& $Present) } catch { @() }
    if ($found.Count -gt 0) { throw "$($Id): an object of this name is there already. Make the plan again." }
    return
  }
  $found = @(& $Present)
  if ($found.Count -ne 1) { throw "$($Id): $($found.Count) objects have this name. Make the plan again." }
  if ($Operation -eq 'set') { Test-Before $Id $Before $found[0] }
}

# What answers carry and requests must not is left out; types stay.
function Copy-Sendable($Value) {
  if ($Value -is [System.Collections.IDictionary]) {
    $copy = @{}
    foreach ($name in $Value.Keys) { if ($name -notlike '*@odata.*' -or $name -eq '@odata.type') { $copy[$name] = Copy-Sendable $Value[$name] } }
    return $copy
  }
  if ($Value -is [System.Collections.IEnumerable] -and $Value -isnot [string]) { return , @($Value | ForEach-Object { Copy-Sendable $_ }) }
  $Value
}

function Invoke-GraphChange([string] $Id, [string] $Operation, [string] $Method, [string] $Path, [System.Collections.IDictionary] $Before, [System.Collections.IDictionary] $Write) {
  $present = Invoke-MgGraphRequest -Method GET -Uri $Path -OutputType Hashtable
  $body = $Write.body
  if ($Operation -eq 'create') {
    $names = @()
    for ($page = $present; $page; $page = if ($page['@odata.nextLink']) { Invoke-MgGraphRequest -Method GET -Uri $page['@odata.nextLink'] -OutputType Hashtable }) {
      $names += @($page.value | ForEach-Object { $_.displayName })
    }
    if ($Write.name -and $names -contains $Write.name) { throw "$($Id): an object of this name is there already. Make the plan again." }
  } else {
    Test-Before $Id $Before $present
    foreach ($path in $Write.merge.Keys) {
      $names = $path.Split('.')
      if (-not $body.Contains($names[0])) { $body[$names[0]] = Copy-Sendable ($present[$names[0]] ?? @{}) }
      $target = $body[$names[0]]
      foreach ($name in $names[1..($names.Count - 1)] | Select-Object -SkipLast 1) {
        if ($null -eq $target[$name]) { $target[$name] = @{} }
        $target = $target[$name]
      }
      $target[$names[-1]] = $Write.merge[$path]
    }
    if ($Method -eq 'PATCH' -and $present['@odata.type'] -and -not $body.Contains('@odata.type')) { $body['@odata.type'] = $present['@odata.type'] }
  }
  if (-not $PSCmdlet.ShouldProcess("$Id $Path", $Method)) { return }
  $given = @{ Method = $Method; Uri = $Path; Headers = $Write.headers }
  if ($Method -ne 'DELETE') { $given.Body = ConvertTo-Json -InputObject $body -Depth 64; $given.ContentType = 'application/json' }
  Invoke-MgGraphRequest @given | Out-Null
}`;
