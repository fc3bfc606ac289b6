export interface Finding {
  /** `error`: Purview refuses the package, or Wardline cannot run it. `warning`: it is taken, and does not do all that it seems to. */
  level: 'error' | 'warning';
  /** Whose upload or run it concerns. */
  concerns: 'upload' | 'run';
  /** The id of the entity, regex or list. */
  item: string;
  message: string;
}

export type Report = (level: Finding['level'], concerns: Finding['concerns'], item: string, message: string) => void;
