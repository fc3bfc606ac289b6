import type { License } from '../../core/license.ts';
import type { SectionName } from '../../core/snapshot.ts';

/** How one section comes out of a ScubaGear export. */
export interface ExportKey {
  section: SectionName;
  /** Top-level key of the export. */
  key: string;
  /** ScubaGear's own names of the commands that fill the key, as they stand in `*_successful_commands`; one that failed leaves it empty. */
  command?: string | readonly string[];
  /** Without it the command does not exist: ScubaGear then lists the command as successful and as unsuccessful. */
  license?: License;
  /** Takes the section's raw value out of the key's value; the value itself when absent. `undefined` = not in there. */
  pick?(value: unknown): unknown;
}
