import { type Provision, provisionsOf } from './provision.ts';

const { standard, standardAlone, required, addressable } = provisionsOf('security', 'technical');

/** 164.312. */
export const technical: readonly Provision[] = [
  standard({
    citation: '164.312(a)(1)',
    title: 'Access control',
    meaning: 'Systems with ePHI let in only the people and programs that were given access.',
    guidance:
      'Conditional access, sharing limits, consent to apps and roles are how Microsoft 365 does it. The list of who should be let in comes from you (164.308(a)(4)).',
  }),
  required({
    citation: '164.312(a)(2)(i)',
    title: 'Unique user identification',
    parent: '164.312(a)(1)',
    meaning: 'Each person has a name or number of their own, so that every action can be traced to one person.',
    guidance:
      'One Entra account per person; shared mailboxes stay closed for direct sign-in. Shared front-desk logins break this rule, however handy they are.',
  }),
  required({
    citation: '164.312(a)(2)(ii)',
    title: 'Emergency access procedure',
    parent: '164.312(a)(1)',
    meaning: 'In an emergency the ePHI that is needed can be reached, in a way that was agreed beforehand.',
    guidance:
      'Two or more emergency access accounts with a hardware key, watched for any use; one is often advised and is too few. How care goes on without the system is for the contingency plan.',
  }),
  addressable({
    citation: '164.312(a)(2)(iii)',
    title: 'Automatic logoff',
    parent: '164.312(a)(1)',
    meaning: 'A session that stands idle ends by itself after a time you set.',
    guidance:
      'Idle sign-out for the web apps, sign-in frequency and screen lock on devices. The rule names no number of minutes; choose one and write down why.',
  }),
  addressable({
    citation: '164.312(a)(2)(iv)',
    title: 'Encryption and decryption',
    parent: '164.312(a)(1)',
    meaning: 'ePHI can be stored so that nobody without the key can read it.',
    guidance:
      'Microsoft encrypts what it stores, and labels can encrypt single files. The rule does not ask you to hold the keys: Customer Key and double key encryption are options with a price. Encryption in the service is no help against somebody signed in as the user.',
  }),
  standardAlone({
    citation: '164.312(b)',
    title: 'Audit controls',
    meaning: 'What happens in systems with ePHI is recorded and can be examined.',
    guidance:
      'The unified audit log, mailbox auditing and sign-in logs record it, for a limited time. This standard is required; pages that call it addressable are wrong.',
  }),
  standard({
    citation: '164.312(c)(1)',
    title: 'Integrity',
    meaning: 'ePHI is not changed or destroyed when it should not be.',
    guidance:
      'Versions, retention and limits on who may delete protect files; verified mail protects against forged senders. Medical correctness of a record is outside the reach of any setting.',
  }),
  addressable({
    citation: '164.312(c)(2)',
    title: 'Mechanism to authenticate ePHI',
    parent: '164.312(c)(1)',
    meaning: 'It can be shown by electronic means that ePHI was not changed or destroyed without right.',
    guidance: 'Version history, retention labels and audit events are such means, as are signed messages.',
  }),
  standardAlone({
    citation: '164.312(d)',
    title: 'Person or entity authentication',
    meaning: 'Whoever wants at ePHI has to prove to be who they claim to be.',
    guidance:
      "Proof of identity is required. Multifactor authentication is not named in today's text, only in the 2025 proposal, but a password alone is hard to defend; phishing-resistant methods are best.",
  }),
  standard({
    citation: '164.312(e)(1)',
    title: 'Transmission security',
    meaning: 'ePHI on its way over a network is guarded against people who should not see it.',
    guidance:
      'TLS, message encryption, limits on forwarding and on sharing links. Misaddressed mail is a matter of people and of DLP.',
  }),
  addressable({
    citation: '164.312(e)(2)(i)',
    title: 'Integrity controls',
    parent: '164.312(e)(1)',
    meaning: 'A change to ePHI on its way does not go unnoticed.',
    guidance: 'DKIM signatures, TLS and S/MIME do this for mail.',
  }),
  addressable({
    citation: '164.312(e)(2)(ii)',
    title: 'Encryption',
    parent: '164.312(e)(1)',
    meaning: 'ePHI is encrypted on its way whenever that is the fitting thing to do.',
    guidance:
      'Exchange encrypts the connection when the other side can, which is not always: require TLS for partners and use message encryption for the rest. Info types and retention labels encrypt nothing; sensitivity labels can.',
  }),
];
