import type { Invocation } from '../command.ts';
import { chosenTenant, withStore } from '../live.ts';
import { type DeliverySettings, deliverySettings } from './settings.ts';
import type { DeliveryContext } from './sink.ts';

/** Opens the store, the chosen tenant and what wardline.yaml says of routes and streams. */
export async function withDeliveries<T>(
  invocation: Invocation,
  act: (context: DeliveryContext, settings: DeliverySettings) => Promise<T>,
): Promise<T> {
  const settings = deliverySettings(invocation);
  return withStore(invocation, async (store) => {
    const tenant = await chosenTenant(store, invocation.options['tenant']);
    return act({ store, tenant, invocation, folder: settings.folder }, settings);
  });
}

/** What a test of a route or stream came to. */
export interface TestRow {
  name: string;
  kind: string;
  result: 'delivered' | 'later' | 'blocked' | 'refused';
  answer: string;
}

/** The next step after a test that did not succeed. */
export function testHint({ result }: TestRow): string {
  if (result === 'blocked')
    return 'The other side or our own rules refuse the sender: check address, secret and certificate.';
  if (result === 'refused') return 'The other side took the call and refused its content: check its set-up.';
  return 'The other side cannot be reached or asks to wait: check network and address, then test again.';
}
