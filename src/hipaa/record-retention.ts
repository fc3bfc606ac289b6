/** How long a State asks for medical records to be kept. HIPAA itself sets no period for them. */
export interface RecordRetention {
  /** Two-letter code. */
  state: string;
  /** The longest of the State's periods for adults, in years. */
  years: number;
  /** Whom the period binds, and what binds others. */
  of: string;
  /** Longer for minors, where a source says so. */
  minors?: string;
}

/** HIPAA's own documents: six years from their making or from when they were last in effect (45 CFR 164.316(b)(2)(i), 164.530(j)). */
export const documentationYears = 6;

/**
 * Periods as secondary sources give them: tables of the States, some of them old. None was read in the law itself, so
 * each is to be confirmed by counsel before anything is deleted. States that are missing have no figure that could be
 * trusted even so far.
 */
export const recordRetention: readonly RecordRetention[] = [
  { state: 'AL', years: 5, of: 'hospitals' },
  { state: 'AK', years: 7, of: 'hospitals', minors: 'minors to 21' },
  { state: 'AZ', years: 6, of: 'providers', minors: 'minors 3 years past 18 or 6 years, the later' },
  { state: 'AR', years: 10, of: 'hospitals' },
  {
    state: 'CA',
    years: 7,
    of: 'licensed facilities; no general period for physicians',
    minors: 'minors 1 year past 18, at least 7 years',
  },
  { state: 'CO', years: 10, of: 'hospitals' },
  { state: 'CT', years: 7, of: 'physicians, or 3 years after death' },
  { state: 'DE', years: 7, of: 'physicians' },
  { state: 'DC', years: 10, of: 'hospitals' },
  { state: 'FL', years: 7, of: 'hospitals; physicians 5 years from the last contact' },
  { state: 'GA', years: 10, of: 'providers' },
  { state: 'HI', years: 7, of: 'providers' },
  { state: 'IL', years: 10, of: 'hospitals' },
  { state: 'IN', years: 7, of: 'providers' },
  { state: 'IA', years: 7, of: 'providers' },
  { state: 'KS', years: 10, of: 'providers' },
  { state: 'LA', years: 10, of: 'hospitals; physicians 6 years' },
  { state: 'ME', years: 7, of: 'providers' },
  { state: 'MD', years: 5, of: 'providers', minors: 'minors 3 years past majority' },
  { state: 'MA', years: 20, of: 'hospitals; physicians 7 years' },
  { state: 'MI', years: 7, of: 'providers' },
  { state: 'MS', years: 10, of: 'hospitals' },
  { state: 'MO', years: 7, of: 'providers' },
  { state: 'NV', years: 5, of: 'providers' },
  { state: 'NH', years: 7, of: 'providers' },
  { state: 'NJ', years: 7, of: 'providers' },
  { state: 'NM', years: 10, of: 'providers' },
  {
    state: 'NY',
    years: 6,
    of: 'physicians and hospitals',
    minors: 'minors 1 year past majority with physicians, 3 years with hospitals',
  },
  { state: 'NC', years: 11, of: 'hospitals', minors: 'minors to 30' },
  { state: 'OH', years: 7, of: 'hospitals' },
  { state: 'OK', years: 5, of: 'hospitals' },
  { state: 'OR', years: 10, of: 'hospitals' },
  { state: 'PA', years: 7, of: 'physicians and hospitals' },
  { state: 'RI', years: 5, of: 'providers' },
  { state: 'SC', years: 10, of: 'providers' },
  { state: 'SD', years: 10, of: 'providers', minors: 'minors 2 years longer' },
  { state: 'TN', years: 10, of: 'hospitals' },
  {
    state: 'TX',
    years: 10,
    of: 'hospitals; physicians 7 years from the last treatment',
    minors: 'minors to 21 or 7 years with physicians, to 20 with hospitals',
  },
  { state: 'UT', years: 7, of: 'hospitals' },
  { state: 'VA', years: 6, of: 'physicians; hospitals 5 years' },
  { state: 'WA', years: 10, of: 'hospitals' },
  { state: 'WI', years: 5, of: 'hospitals' },
];
