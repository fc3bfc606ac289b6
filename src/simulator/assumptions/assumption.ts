/**
 * Something that the simulator does and that nobody here has seen the real thing do. Each is a line of
 * docs/simulator-assumptions.md, and `wardline verify-assumptions` asks a real tenant about those with a `check`.
 */
export interface Assumption {
  /** Named in the code that relies on it: `assumption token-shape`. */
  id: string;
  /** What is taken to be so. */
  says: string;
  /** Where it comes from: `m365-api §1 [M]`, or `recalled`. */
  basis: string;
  /** Files below src/simulator/ that rely on it. */
  where: readonly string[];
  /** What a client that trusts it gets wrong when it is not so. */
  risk: string;
  /** How a read-only call on a real tenant would show it. Absent: only a write or a failure would. */
  check?: string;
}
