import type { Match } from '../core/phi.ts';
import type { Page } from './text/page.ts';

/** E-mail address, found from its `@`. 45 CFR 164.514(b)(2)(i)(F). */
export const email = {
  id: 'phi.email',
  identifier: 'email' as const,
  title: 'E-mail address',
  context: ['email', 'e-mail', 'email address', 'e-mail address', 'mail', 'mailto', 'patient email', 'home email'],
};

const local = /[A-Za-z0-9._%+'-]/;
const domain = /@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9])/y;

export function emails(page: Page): Match[] {
  const matches: Match[] = [];
  for (const at of page.tokens.ats) {
    let start = at;
    while (start > 0 && at - start < 64 && local.test(page.text[start - 1]!)) start--;
    while (start < at && /[.'%-]/.test(page.text[start]!)) start++;
    if (start === at) continue;
    domain.lastIndex = at;
    const found = domain.exec(page.text);
    if (found === null) {
      page.refuse(email.id, start, at + 1, 'an @ without a domain after it');
      continue;
    }
    const context = page.context(email.id, start, at, page.proximity);
    matches.push({
      detector: email.id,
      identifier: 'email',
      strength: 'certain',
      start,
      end: at + found[0].length,
      why: { pattern: 'name, @ and domain', ...(context && { context }) },
      holder: roleMailbox.test(page.text.slice(start, at)) ? 'organization' : 'unknown',
    });
  }
  return matches;
}

const roleMailbox =
  /^(?:info|contact|admin|office|support|help|helpdesk|billing|noreply|no-reply|donotreply|hr|sales|marketing|privacy|compliance|records|frontdesk|scheduling|appointments|security|service|careers|jobs|press|media|accounts?|accounting|ap|ar|orders?|referrals?|intake|reception|webmaster|postmaster|it|facilities|news(?:letter)?|events?|community|pharmacy|lab|team|education|training|foundation|giving|volunteer|research|customerservice|customercare|invoices?|payments?|claims|providers?|membership|enrollment|benefits|payroll|purchasing|procurement)(?:[._-][a-z]+)?$/i;
