/**
 * Requests of the test run that Microsoft's published metadata says nothing of, by form (`METHOD host/path` without ids
 * and query). Each was reviewed against what is known of that API; a new one fails tools/whole-trace.test.ts until it
 * stands here. A product call that could be made by Graph v1.0 does not belong here.
 */
export const unchecked: readonly RegExp[] = [
  // Entra's token endpoint and its public description.
  /^POST login\.[\w.]+\/[^/]+\/oauth2\/v2\.0\/(token|devicecode)$/,
  /^GET login\.[\w.]+\/[^/]+\/v2\.0\/\.well-known\/openid-configuration$/,
  // Exchange Online and Security & Compliance: one call for all cmdlets, its batch, and the one that finds the region.
  /^POST [\w.]+\/adminapi\/beta\/\{\}\/(InvokeCommand|\$batch)$/,
  /^GET [\w.]+\/AdminApi\/v1\.0\/\{\}\/EXOModuleFile$/,
  // SharePoint: the tenant, its sites, one site, and writes.
  /^GET [\w-]+-admin\.sharepoint\.[\w.]+\/_api\/SPO\.Tenant(\/sites|\/GetSitePropertiesByUrl\(\))?$/,
  /^GET [\w-]+\.sharepoint\.[\w.]+\/(sites\/[\w{}-]+\/)?_api\/web(\/(roleassignments|roledefinitions|sitegroups|lists)(\/[\w{}()]+)*)?$/,
  /^(POST|DELETE) [\w-]+\.sharepoint\.[\w.]+\/sites\/[\w{}-]+\/_api\/web(\/(ensureuser|roleassignments|sitegroups|breakroleinheritance)(\/?[\w{}()]+)*)?$/,
  /^(GET|POST) [\w-]+\.sharepoint\.[\w.]+\/_api\/SPSiteManager\/(create|status)$/,
  /^POST [\w-]+-admin\.sharepoint\.[\w.]+\/_vti_bin\/client\.svc\/ProcessQuery$/,
  // A file's content: Graph redirects to an address that carries its own permission.
  /^GET [\w-]+\.sharepoint\.com(\/(sites|personal)\/[\w{}-]+)?\/_layouts\/\{\}\/download\.aspx$/,
  // Sentinel's data collection endpoint.
  /^POST [\w.-]+\.ingest\.monitor\.azure\.com\/dataCollectionRules\/\{\}\/streams\/Custom-\w+$/,
  // The undocumented configuration service of Teams, off unless the organization switches it on.
  /^(GET|PUT) api\.interfaces\.records(\.gov)?\.teams\.microsoft\.(com|us)\/Skype\.Policy\/configurations\/\w+(\/configuration\/[^/]+)?$/,
  /^GET api\.interfaces\.records\.teams\.microsoft\.com\/Teams\.Tenant\/tenants$/,
  // Azure Resource Manager: where Entra's logs go, and the alert rules over them.
  /^(GET|PUT) management\.azure\.com\/providers\/microsoft\.aadiam\/diagnosticSettings(\/[\w{}-]+)?$/i,
  /^(GET|POST) management\.azure\.com\/(subscriptions|subscriptions\/\{\}\/.+|providers\/Microsoft\.\w+\/.+)$/i,
  // The Office 365 Management Activity API.
  /^(GET|POST) manage\.office\.com\/api\/v1\.0\/\{\}\/activity\/feed\/.+$/,
  // DNS over HTTPS, for tenants of the simulator alone.
  /^GET cloudflare-dns\.com\/dns-query$/,
  // Graph of a national cloud: the metadata is the worldwide one's.
  /^GET graph\.microsoft\.us\/v1\.0\/organization$/,
  // Graph's beta root, for what v1.0 does not have: docs/reference/settings.md names the sections.
  /^POST graph\.microsoft\.com\/beta\/\$batch$/,
  /^GET graph\.microsoft\.com\/beta\/(auditLogs\/signIns|legacy\/policies|identityProtection\/settings\/notifications)$/,
  /^GET graph\.microsoft\.com\/beta\/policies\/authenticationMethodsPolicy$/,
  /^PATCH graph\.microsoft\.com\/beta\/policies\/authenticationMethodsPolicy(\/authenticationMethodConfigurations\/\w+)?$/,
  /^GET graph\.microsoft\.com\/beta\/users\/\{\}\/authentication\/methods$/,
  /^(GET|PATCH) graph\.microsoft\.com\/beta\/users\/\{\}\/authentication\/requirements$/,
  /^GET graph\.microsoft\.com\/beta\/deviceManagement\/(settings|groupPolicyConfigurations|managedDeviceCleanupRules)$/,
  /^(GET|PATCH) graph\.microsoft\.com\/beta\/deviceManagement\/managedDeviceCleanupSettings$/,
  /^(GET|POST|PATCH|DELETE) graph\.microsoft\.com\/beta\/deviceManagement\/configurationPolicies(\/\{\}(\/assign)?)?$/,
];

/** Requests to addresses that nobody has: of tests about the transport and the clients, and of verify-assumptions on purpose. */
export const madeUp: readonly RegExp[] = [
  /^GET graph\.microsoft\.com\/v1\.0\/wardlineNothing$/,
  /^\w+ graph\.microsoft\.com\/v1\.0\/things$/,
  /^POST graph\.microsoft\.com\/beta\/users\/u\/revokeSignInSessions$/,
  /^GET (localhost|outlook\.office365\.com)\/$/,
  // The simulator's own control.
  /^POST localhost\/control\/(clock\/advance|attack)$/,
  /^GET nam13b\.ps\.example\/x$/,
];

/**
 * What the simulator serves beside Microsoft's type, on purpose. `identity` and `identitySet` are open types: files,
 * drives and permissions give people's addresses in the one, and the group that owns a team's drive in the other.
 */
export const beside: readonly RegExp[] = [
  /\.(createdBy|lastModifiedBy|owner|sharedBy|invitedBy|grantedToV2|grantedToIdentitiesV2)\.(user|group)\.email is not of microsoft\.graph\.identity$/,
  /\.(grantedToV2|grantedToIdentitiesV2)\.(siteUser|siteGroup)\.email is not of microsoft\.graph\.sharePointIdentity$/,
  /\.owner\.group is not of microsoft\.graph\.identitySet$/,
];
