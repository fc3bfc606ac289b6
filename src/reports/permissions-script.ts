import { type Registration, grantedToday } from './permissions.ts';

/**
 * A PowerShell script that makes the app registrations. It looks up the ids of permissions in the tenant, changes
 * nothing with -WhatIf, can be run again, and gives consent only when told so.
 */
export function permissionScript(plan: readonly Registration[]): string {
  const made = plan.filter((registration) => grantedToday(registration).length > 0);
  const left = plan.filter((registration) => !made.includes(registration));
  return [
    head,
    ...made.map(registrationPart),
    ...left.map(({ displayName }) => `# ${displayName}: no part of this version uses it. Nothing is made.`),
    '',
    'Disconnect-MgGraph | Out-Null',
  ].join('\n');
}

const head = `#Requires -Version 7.2
#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Applications, Microsoft.Graph.Identity.Governance
<#
Makes the app registrations that Wardline signs in with. Read it before you run it.
  -WhatIf              shows what would be done and does nothing
  -Certificate FILE    uploads this public certificate (PEM or CER) to registrations made here
  -GrantConsent        also gives admin consent and assigns the Entra roles; otherwise do both in the portal
#>
[CmdletBinding(SupportsShouldProcess)]
param(
  [Parameter(Mandatory)] [string] $TenantId,
  [string] $Certificate,
  [switch] $GrantConsent
)
$ErrorActionPreference = 'Stop'
$scopes = @('Application.ReadWrite.All')
if ($GrantConsent) { $scopes += 'AppRoleAssignment.ReadWrite.All', 'RoleManagement.ReadWrite.Directory' }
Connect-MgGraph -TenantId $TenantId -Scopes $scopes -NoWelcome

$keys = @()
if ($Certificate) {
  $path = (Resolve-Path -LiteralPath $Certificate).Path
  $public = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($path)
  if ($public.HasPrivateKey) { throw 'This file holds the private key. Give the public certificate alone.' }
  $keys = @(@{ type = 'AsymmetricX509Cert'; usage = 'Verify'; key = $public.RawData; displayName = 'Wardline' })
}

function New-WardlineApp([string] $Name, [System.Collections.IDictionary] $Permissions, [string[]] $DirectoryRoles) {
  $services = @{}
  $access = foreach ($serviceAppId in $Permissions.Keys) {
    $service = Get-MgServicePrincipal -Filter "appId eq '$serviceAppId'"
    if (-not $service) { throw "This tenant has no service $serviceAppId." }
    $services[$serviceAppId] = $service
    $roles = foreach ($value in $Permissions[$serviceAppId]) {
      $role = $service.AppRoles | Where-Object { $_.Value -eq $value -and $_.AllowedMemberTypes -contains 'Application' }
      if (-not $role) { Write-Warning "$($service.DisplayName) has no permission $value here: left out."; continue }
      @{ id = $role.Id; type = 'Role' }
    }
    @{ resourceAppId = $serviceAppId; resourceAccess = @($roles) }
  }
  $app = @(Get-MgApplication -Filter "displayName eq '$Name'")
  if ($app.Count -gt 1) { throw "There are several app registrations named $Name. Remove the ones that are not Wardline's." }
  if (-not $PSCmdlet.ShouldProcess($Name, 'Make or update the app registration')) { return }
  $app = if ($app.Count -eq 1) {
    Update-MgApplication -ApplicationId $app[0].Id -RequiredResourceAccess @($access)
    $app[0]
  } else {
    New-MgApplication -DisplayName $Name -SignInAudience 'AzureADMyOrg' -RequiredResourceAccess @($access) -KeyCredentials $keys
  }
  $own = Get-MgServicePrincipal -Filter "appId eq '$($app.AppId)'"
  if (-not $own) { $own = New-MgServicePrincipal -AppId $app.AppId }
  if ($GrantConsent) {
    $held = @(Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $own.Id -All)
    foreach ($entry in $access) {
      $resourceId = $services[$entry.resourceAppId].Id
      foreach ($role in $entry.resourceAccess) {
        if ($held | Where-Object { $_.AppRoleId -eq $role.id -and $_.ResourceId -eq $resourceId }) { continue }
        New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $own.Id -PrincipalId $own.Id -ResourceId $resourceId -AppRoleId $role.id | Out-Null
      }
    }
    foreach ($roleName in $DirectoryRoles) {
      $definition = Get-MgRoleManagementDirectoryRoleDefinition -Filter "displayName eq '$roleName'"
      $assigned = Get-MgRoleManagementDirectoryRoleAssignment -Filter "principalId eq '$($own.Id)' and roleDefinitionId eq '$($definition.Id)'"
      if (-not $assigned) { New-MgRoleManagementDirectoryRoleAssignment -PrincipalId $own.Id -RoleDefinitionId $definition.Id -DirectoryScopeId '/' | Out-Null }
    }
  }
  Write-Output ([pscustomobject]@{ Registration = $Name; ClientId = $app.AppId; TenantId = $TenantId })
}
`;

function registrationPart(registration: Registration): string {
  const { displayName, purpose, assigned } = registration;
  const services = grantedToday(registration).map(({ serviceAppId, permissions }) => {
    const roles = permissions.map(({ role, why }) => `    ${text(role)} # ${comment(why.join(' '))}`);
    return `  # ${comment(permissions[0]!.service)}\n  ${text(serviceAppId)} = @(\n${roles.join('\n')}\n  )`;
  });
  const directory = assigned.filter(({ kind }) => kind === 'directory').map(({ role }) => text(role));
  const azure = assigned
    .filter(({ kind }) => kind === 'azure')
    .map(({ role, scope, why }) => `# By hand, optional: Azure role ${role} on ${scope}. ${comment(why)}`);
  return [
    `# ${displayName}. ${comment(purpose)}`,
    `New-WardlineApp -Name ${text(displayName)} -DirectoryRoles @(${directory.join(', ')}) -Permissions ([ordered]@{`,
    ...services,
    '})',
    ...azure,
    '',
  ].join('\n');
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function comment(value: string): string {
  return value.replaceAll(/[\r\n]+/g, ' ');
}
