const indexes = new WeakMap<object, Map<string, Map<string, unknown>>>();

/**
 * The first record whose field has this value, without regard to case. The list is indexed once by that field, so that
 * looking up each of a thousand mailboxes among a thousand users stays quick. Lists of settings never change.
 */
export function findBy<R extends object>(
  records: readonly R[],
  field: keyof R & string,
  value: string | null | undefined,
): R | undefined {
  if (!value) return undefined;
  const own = indexes.get(records) ?? new Map<string, Map<string, unknown>>();
  indexes.set(records, own);
  const index = own.get(field) ?? indexed(records, field);
  own.set(field, index);
  return index.get(value.toLowerCase()) as R | undefined;
}

function indexed<R extends object>(records: readonly R[], field: keyof R): Map<string, R> {
  const index = new Map<string, R>();
  for (const record of records) {
    const key = record[field];
    if (typeof key === 'string' && key !== '' && !index.has(key.toLowerCase())) index.set(key.toLowerCase(), record);
  }
  return index;
}
