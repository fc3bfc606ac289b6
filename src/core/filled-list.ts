import { type SectionDefinition, listSection } from './section.ts';
import { type Fields, type RecordOf, ShapeError } from './shape.ts';

/**
 * A list of which every tenant has at least one record (a `Global` policy, the authorization policy). An empty list
 * means that the read went wrong, and throws: nobody must conclude from it that no policy is bad.
 */
export function filledListSection<F extends Fields>(
  described: Parameters<typeof listSection<F>>[0],
): SectionDefinition<RecordOf<F>[]> {
  const section = listSection(described);
  return {
    ...section,
    decode(raw) {
      const records = section.decode(raw);
      if (records.length === 0) throw new ShapeError('', `at least one of the ${described.title}`);
      return records;
    },
  };
}
