/** A chosen set of parameter values that an organization holds itself to. It may tighten controls, never loosen them. */
export interface Baseline {
  id: string;
  title: string;
  summary: string;
  /** Parameter values by control id. */
  parameters: Readonly<Record<string, Readonly<Record<string, number | boolean | string | readonly string[]>>>>;
}
