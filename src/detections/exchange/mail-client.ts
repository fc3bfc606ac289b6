import type { AuditEvent } from '../../core/audit-event.ts';
import type { DetectionContext } from '../../core/detection.ts';

/**
 * Clients and services through which mail is read in every tenant. Ids of Microsoft's own are in
 * https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in
 */
const usual = new Set([
  '00000002-0000-0ff1-ce00-000000000000', // Office 365 Exchange Online
  '00000003-0000-0000-c000-000000000000', // Microsoft Graph
  '00000003-0000-0ff1-ce00-000000000000', // SharePoint Online
  '00000006-0000-0ff1-ce00-000000000000', // Microsoft 365 portal
  'd3590ed6-52b3-4102-aeff-aad2292ab01c', // Microsoft Office
  '27922004-5251-4030-b22d-91ecd9a37ea4', // Outlook Mobile
  '5d661950-3475-41cd-a2c3-d671a3162bc1', // Microsoft Outlook
  '9199bf20-a13f-4107-85dc-02114787ef48', // One Outlook Web
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3', // Outlook Online Add-in App
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264', // Microsoft Teams
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', // Microsoft Teams web
  'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', // Microsoft Teams services
  '66a88757-258c-4c72-893c-3e8bed4d6899', // Office 365 Search Service
  'fb8d773d-7ef8-4ec0-a117-179f88add510', // Enterprise Copilot Platform
  '4765445b-32c6-49b0-83e6-1d93765276ca', // OfficeHome
  '89bee1f7-5e6e-4d8a-9f3d-ecd601259da7', // Office365 Shell
  'f8d98a96-0999-43f5-8af3-69971c7bb423', // Apple Internet Accounts
  '8acd33ea-7197-4a96-bc33-d7cc7101262f', // Samsung Email
]);

/** An app that is neither a usual client nor approved. Without an app id: a protocol or script that a person at Outlook does not use. */
export function isUnusualClient(event: AuditEvent, context: DetectionContext): boolean {
  const id = event.app?.id;
  if (id !== undefined) return !usual.has(id) && !context.isApprovedApp(id);
  const agent = event.agent ?? '';
  if (/^client=webservices/i.test(agent))
    return !/outlook|microsoft office|teams|skype|mac ?os ?x mail|mac_os_x/i.test(agent);
  return /^client=(?:imap4?|pop3?)|powershell|python|curl|go-http|okhttp/i.test(agent);
}

/** The app in words: its name, else its id, else the client's own string up to the first sign that ends it. */
export function clientName(event: AuditEvent): string {
  return event.app?.name ?? event.app?.id ?? /^[^;]{1,60}/.exec(event.agent ?? '')?.[0] ?? 'an unknown client';
}
