import type { ScanRecord } from './scan-record.ts';

/**
 * Distinct patients over many files. One patient in two files counts once where a record number, SSN, plan number, or
 * a name with birth date tells that it is the same one; where nothing tells, they count apart.
 */
export class PatientCount {
  readonly #parent = new Map<string, string>();
  #alone = 0;

  add({ people, patients }: Pick<ScanRecord, 'people' | 'patients'>): void {
    if (patients === 0) return;
    if (people.length === 0) {
      this.#alone += patients;
    } else if (patients === 1) {
      for (const token of people) this.#join(people[0]!, token);
    } else {
      // Of several patients it is not known which number belongs to whom, so the kind with most numbers counts.
      const byKind = [...Map.groupBy(people, (token) => token.slice(0, token.indexOf(':'))).values()];
      const most = byKind.reduce((best, tokens) => (tokens.length > best.length ? tokens : best)).slice(0, patients);
      for (const token of most) this.#join(token, token);
      this.#alone += patients - most.length;
    }
  }

  get distinct(): number {
    let roots = 0;
    for (const [token, parent] of this.#parent) if (token === parent) roots++;
    return roots + this.#alone;
  }

  #join(a: string, b: string): void {
    this.#parent.set(this.#rootOf(b), this.#rootOf(a));
  }

  #rootOf(token: string): string {
    let at = token;
    for (let next = this.#parent.get(at); next !== undefined && next !== at; next = this.#parent.get(at)) at = next;
    if (!this.#parent.has(at)) this.#parent.set(at, at);
    return at;
  }
}
