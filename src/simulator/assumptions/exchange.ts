import type { Assumption } from './assumption.ts';

export const exchangeAssumptions: readonly Assumption[] = [
  {
    id: 'cmdlet-error-texts',
    says: 'A cmdlet error is 400 (404 for a missing object) with details[0].message = |exception type|text; a cmdlet that the role does not have is "not recognized".',
    basis: 'm365-api §4; statuses and texts recalled',
    where: ['exchange/cmdlet.ts'],
    risk: 'Not permitted, not licensed and not there are told apart wrongly.',
    check: 'Run a cmdlet that does not exist, and Get-Mailbox for nobody.',
  },
  {
    id: 'generic-hash-table',
    says: 'Values are added to and taken from a multi-valued property by an object with Add and Remove.',
    basis: 'm365-api §4 [M]',
    where: ['exchange/cmdlet.ts'],
    risk: 'A list is replaced in place of being added to.',
  },
  {
    id: 'anchor-mailbox',
    says: 'InvokeCommand without X-AnchorMailbox is refused.',
    basis: 'm365-api §4 lists the header; the refusal is the simulator’s own, to catch clients that forget it',
    where: ['exchange/exchange.ts'],
    risk: 'None for a client that sends it.',
  },
  {
    id: 'compliance-region',
    says: 'The compliance host without a region answers every request with 302, and another region refuses the tenant with 403.',
    basis: 'm365-api §4 [C]; the refusal recalled',
    where: ['exchange/exchange.ts'],
    risk: 'The region is not found.',
    check: 'GET /AdminApi/v1.0/{tenant}/EXOModuleFile on the compliance host without following redirects.',
  },
  {
    id: 'error-in-200',
    says: 'A 200 that carries an error has the same error object as a 400.',
    basis: 'ScubaGear notes that it happens; the form is recalled',
    where: ['plain-faults.ts'],
    risk: 'A failure is taken for an empty answer.',
  },
  {
    id: 'audit-search',
    says: 'Search-UnifiedAuditLog gives the newest first and all of a session in one call.',
    basis: 'simplified',
    where: ['exchange/cmdlets/exchange/unified-audit-log.ts'],
    risk: 'Reading large sessions in pages is not tried.',
  },
];
