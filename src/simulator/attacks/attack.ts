import { createPen, type Pen, type Written } from '../records/pen.ts';
import type { City, SignInDevice } from '../records/sign-ins.ts';
import { type Company, type Person, companyOf } from '../life/company.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';

/** A tenant at the moment at which an attack begins, and who plays in it. */
export interface Scene {
  company: Company;
  /** Milliseconds since 1970. */
  start: number;
  pen: Pen;
  /** The person whom it is done to, or who does it. */
  victim: Person;
  colleagues: readonly Person[];
  admin: Person;
  /** What the tenant's state holds, by collection. */
  list(collection: string): readonly Entity[];
  /** Id of a person's mailbox in Exchange's collections: its `Identity` there. */
  mailboxOf(address: string): string;
}

/** Something that really changes in the tenant. The script writes the record of it itself, in Microsoft's form. */
export interface Effect {
  at: number;
  effect: { collection: string; id: string; values: Entity };
}
export type Step = Written | Effect;

export interface Attack {
  /** `inbox-rule-fraud`. */
  name: string;
  /** What happens, as a fact, in one sentence. */
  title: string;
  expected: {
    /** Each of these must alert, and no other. */
    alerts: readonly string[];
    atMost: number;
    /** What looks near and must stay silent. */
    never: readonly string[];
  };
  /** What the alerts need of wardline.yaml, in its words. */
  declares?(company: Company): string;
  /** Needs an account that the tenant may not have, in words. */
  needs?(company: Company): string | undefined;
  /** The same scene gives the same steps; in no order. */
  script(scene: Scene): readonly (Step | readonly Step[])[];
}

function sceneOf(tenant: Tenant, seed: string, start: number): Scene {
  const company = companyOf(tenant, start);
  const pen = createPen(tenant, `attack ${seed} ${start}`);
  // Whoever is at the front of the rota reads the shared mailbox, too.
  const [victim, ...colleagues] = company.people.length > 8 ? company.people.slice(4) : company.people;
  if (!victim) throw new Error('the tenant has no people');
  return {
    company,
    start,
    pen,
    victim,
    colleagues,
    admin: company.admins[0] ?? victim,
    list: (collection) => tenant.store.list(collection),
    mailboxOf: (address) =>
      tenant.store.entries('mailboxes').find(({ entity }) => sameText(entity['PrimarySmtpAddress'], address))?.id ??
      address,
  };
}

function sameText(value: unknown, text: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === text.toLowerCase();
}

/** The steps of an attack on a tenant from that moment on, by time. Throws when the tenant lacks whom the attack needs. */
export function stepsOf(attack: Attack, tenant: Tenant, start: number, seed = attack.name): Step[] {
  const scene = sceneOf(tenant, seed, start);
  const missing = attack.needs?.(scene.company);
  if (missing !== undefined) throw new Error(`${attack.name} needs ${missing}`);
  return attack
    .script(scene)
    .flat()
    .sort((a, b) => a.at - b.at);
}

/** A computer of the attacker, rented in the same country as the victim. */
export const attacker = {
  ip: '203.0.113.66',
  city: { city: 'Chicago', state: 'Illinois', country: 'US', latitude: 41.88, longitude: -87.63 } satisfies City,
  agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36',
  device: { id: '', name: '', os: 'Linux', managed: false, browser: 'Chrome 139' } satisfies SignInDevice,
};

/** How the attacker signs in with that person's name. */
export function asAttacker({ user, id }: Person) {
  return { user, id, ip: attacker.ip, city: attacker.city, agent: attacker.agent, device: attacker.device };
}
