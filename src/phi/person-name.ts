import { type NameCandidate, type Take, candidateOf } from './names/found.ts';
import { readAlone } from './names/alone.ts';
import { readAddressee, readCompany } from './names/company.ts';
import { readFields, readHeaders, readLabels } from './names/labelled.ts';
import type { IsHealth } from './names/lines.ts';
import { readerOf } from './names/parts.ts';
import { readRepeats, readText } from './names/prose.ts';
import type { Page } from './text/page.ts';

/** Names of persons, by lists, shapes, titles and labels: 45 CFR 164.514(b)(2)(i)(A). */
export const personName = { id: 'phi.person-name', identifier: 'name' as const, title: 'Name of a person' };

export function personNames(page: Page, covered: Uint8Array, isHealth: IsHealth): NameCandidate[] {
  const reader = readerOf(page, covered);
  const taken = new Uint8Array(page.tokens.count);
  const found: NameCandidate[] = [];
  const take: Take = (run, strength, holder, why) => {
    for (let token = run.first; token <= run.last; token++) taken[token] = 1;
    found.push(candidateOf(page, run, strength, holder, why));
  };
  readFields(page, reader, taken, take);
  readLabels(page, reader, taken, take);
  readHeaders(page, reader, taken, take);
  readCompany(page, reader, taken, take, isHealth);
  readText(page, reader, taken, take);
  readAddressee(page, reader, taken, take, isHealth);
  readAlone(page, reader, taken, take, isHealth);
  readRepeats(page, reader, taken, found, take);
  return found;
}
