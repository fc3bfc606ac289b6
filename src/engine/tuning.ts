/** What of a verdict tuning needs. */
export interface Judged {
  verdict: 'true' | 'false';
  /** Purview's confidence level, and how many distinct values were found. */
  confidence: number;
  count: number;
}

export interface Threshold {
  /** From this confidence on, 0 to 100. */
  confidence: number;
  /** From this many distinct values on. */
  count: number;
}

/** How judged matches fall under a threshold. */
export interface Outcome extends Threshold {
  /** Right matches that are still found, and noise that still is. */
  right: number;
  wrong: number;
  /** Right matches that are lost, and noise that is gone. */
  missed: number;
  spared: number;
  /** Share of what is found that is right; absent where nothing is found. */
  precision?: number;
}

/** The share of judged matches that were right; undefined without any. */
export function precisionOf(judged: readonly Judged[]): number | undefined {
  if (judged.length === 0) return undefined;
  return judged.filter(({ verdict }) => verdict === 'true').length / judged.length;
}

/**
 * Past verdicts under a threshold. Only what was found can be judged, so that a lower threshold than that of the rule
 * shows nothing new: what it would find besides, nobody has looked at.
 */
export function outcomeAt(judged: readonly Judged[], threshold: Threshold): Outcome {
  const found = judged.filter(
    ({ confidence, count }) => confidence >= threshold.confidence && count >= threshold.count,
  );
  const of = (list: readonly Judged[], wanted: Judged['verdict']) =>
    list.filter(({ verdict }) => verdict === wanted).length;
  const [right, wrong] = [of(found, 'true'), of(found, 'false')];
  const precision = precisionOf(found);
  return {
    ...threshold,
    ...{ right, wrong, missed: of(judged, 'true') - right, spared: of(judged, 'false') - wrong },
    ...(precision !== undefined && { precision }),
  };
}

/** The thresholds worth looking at: Purview's three levels with the counts at which the judged matches differ. */
export function sweep(judged: readonly Judged[]): Outcome[] {
  const counts = [...new Set([1, ...judged.map(({ count }) => count)])].filter((count) => count >= 1);
  const chosen = counts.toSorted((a, b) => a - b).slice(0, 5);
  return [65, 75, 85].flatMap((confidence) => chosen.map((count) => outcomeAt(judged, { confidence, count })));
}
