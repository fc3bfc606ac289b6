import type { Tag } from './vocabulary.ts';

/** A value that its place names: a table cell under a header, an HL7 field, an X12 element, a JSON or XML value. */
export interface Field {
  tag: Tag;
  start: number;
  end: number;
  /** Number of the row or segment group it belongs to: values of one record belong to one person. */
  record: number;
  /** The place in words: "column DOB", "PID-7". */
  name: string;
}
