import {
  type UseMutationResult,
  type UseQueryResult,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import { type Asked, type Problem, call } from './call.ts';

/** Reads a call, and shows what it gave the last time until the new answer is there. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  asked: Asked<E> = {},
  options: { every?: number | 'until-there'; enabled?: boolean } = {},
): UseQueryResult<z.output<E['answer']>, Problem> {
  return useQuery<z.output<E['answer']>, Problem>({
    queryKey: [endpoint.id, asked.path ?? {}, asked.query ?? {}],
    queryFn: ({ signal }) => call(endpoint, { ...asked, signal }),
    placeholderData: keepPreviousData,
    // `until-there`: what is asked for may come any moment, from work that began before this page was opened.
    ...(options.every === 'until-there' && {
      refetchInterval: ({ state }: { state: { data: unknown } }) => (state.data === undefined ? 2_000 : false),
    }),
    ...(typeof options.every === 'number' && { refetchInterval: options.every }),
    ...(options.enabled !== undefined && { enabled: options.enabled }),
  });
}

/** Sends a write. What it `touches` (nouns: `findings`) is read anew when it is done. */
export function useWrite<E extends Endpoint>(
  endpoint: E,
  touches: readonly string[] = [],
): UseMutationResult<z.output<E['answer']>, Problem, Asked<E>> {
  const queries = useQueryClient();
  return useMutation<z.output<E['answer']>, Problem, Asked<E>>({
    mutationFn: (asked) => call(endpoint, asked),
    onSettled: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey }) => touches.some((noun) => String(queryKey[0]).startsWith(`${noun}.`)),
      }),
  });
}
