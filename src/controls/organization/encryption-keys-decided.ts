import { defineControl } from '../../core/control.ts';

export const encryptionKeysDecided = defineControl({
  id: 'organization.encryption-keys-decided',
  title: 'Who holds the encryption keys is a recorded decision',
  finding: 'Nobody has decided who holds the encryption keys',
  severity: 'low',
  rationale:
    "Microsoft 365 encrypts everything at rest and on the way with Microsoft's keys. HIPAA does not ask for keys of your own: encryption is an addressable specification, and this decision is part of the risk analysis. Customer Key lets you revoke the keys, but Microsoft still processes content. Only Double Key Encryption keeps content from Microsoft, and it costs search, DLP, web editing and co-authoring of those files.",
  citations: ['164.312(a)(2)(iv)', '164.308(a)(1)(ii)(A)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'none',
  references: [
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/customer-key-overview' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/purview/double-key-encryption' },
  ],
  aliases: ['X-14'],
  attest: {
    question:
      "Does the risk analysis decide between Microsoft's keys, Customer Key and Double Key Encryption, with the reason, and for the extra-sensitive records (HIV, psychotherapy notes, substance use) in particular?",
    proof: 'The page of the risk analysis with the decision, its reason, its author and its date.',
    validDays: 365,
  },
  remediation: {
    fix: 'Decide who holds the encryption keys and record why',
    steps: [
      "Microsoft's keys: nothing to run and nothing to lose. Right for most practices, with a business associate agreement.",
      'Customer Key (E5): you can revoke the keys when you leave. Losing them loses the data; Microsoft still reads content to serve it.',
      'Double Key Encryption (E5): Microsoft cannot read these files. Search, DLP, web editing and co-authoring stop for them.',
      'Write the choice and its reason into the risk analysis, and attest it in wardline.yaml.',
    ],
  },
  knownGaps: ['Whether Customer Key or Double Key Encryption is set up is not read.'],
  assumed: ['What Double Key Encryption costs, and which licenses hold it (Microsoft documentation, recalled).'],
});
