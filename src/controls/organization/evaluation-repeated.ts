import { defineControl } from '../../core/control.ts';

export const evaluationRepeated = defineControl({
  id: 'organization.evaluation-repeated',
  title: 'Security is evaluated again each year, and the evidence is kept six years',
  finding: 'Security is not evaluated regularly, or the evidence is not kept',
  severity: 'medium',
  rationale:
    'HIPAA asks for a technical and nontechnical evaluation again and again, and whenever something changes. What you cannot show six years later counts as not done.',
  citations: ['164.308(a)(8)', '164.316(b)(2)(i)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'none',
  references: [],
  aliases: ['OR-04'],
  attest: {
    question:
      'Was security evaluated within the last year, technically and otherwise, and are its results kept for six years where nobody can change them unseen?',
    proof: 'The report of the last evaluation with its date, and where the evidence of the last six years lies.',
    validDays: 365,
  },
  remediation: {
    fix: 'Evaluate security each year and keep the evidence',
    steps: [
      'Run an assessment and keep the result file with its date.',
      'Go through what no tool sees: rooms, papers, training, sanctions, contracts.',
      'Keep both for six years where changes are noticed, for example in a library with a retention label.',
      'Attest it in wardline.yaml.',
    ],
  },
  knownGaps: ['Wardline keeps no assessments yet, so it cannot see by itself when the last one was.'],
});
