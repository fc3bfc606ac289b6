import { useEffect, useEffectEvent } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import { type Asked, addressOf } from './call.ts';

/** Listens to a stream of the API while the page is shown; the browser connects again by itself. */
export function useEvents<E extends Endpoint & { events?: true }>(
  endpoint: E,
  asked: Asked<E>,
  onEvent: (data: z.output<E['answer']>) => void,
): void {
  const told = useEffectEvent(onEvent);
  const address = addressOf(endpoint, asked);
  useEffect(() => {
    const source = new EventSource(address);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => told(JSON.parse(data)));
    return () => source.close();
  }, [address]);
}
