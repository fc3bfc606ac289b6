import { parametersOf } from '../../core/audit/parameters.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isCleared, isOwnChange, objectNamed } from '../cmdlet.ts';

const guards =
  /encrypt|\bome\b|\bphi\b|hipaa|dlp|protect|confidential|sensitive|secure|external|outside|forward|block|reject|quarantine|phish|malware|spoof/i;
const harmless = /disclaimer|signature|footer|banner|greeting|branding|test/i;

export const transportRuleWeakened = defineDetection({
  id: 'exchange.transport-rule-weakened',
  title: 'A mail flow rule that protects mail was switched off',
  severity: 'medium',
  citations: ['164.312(e)(1)', '164.312(e)(2)(ii)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1562'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the admin why the rule was switched off',
    'Switch it on again, or make it anew',
    'Trace what left without its protection meanwhile',
  ],
  falsePositives: ['A rule that was replaced by another: check that the new one is on'],
  knownGaps: ['What a removed rule did: the log gives only its name. Names of disclaimers and signatures stay silent'],
  operations: ['remove-transportrule', 'disable-transportrule', 'set-transportrule', 'new-transportrule'],
  signal(event) {
    if (!isOwnChange(event)) return undefined;
    const given = parametersOf(event);
    const name = objectNamed(event);
    const group = name.toLowerCase();
    const strips =
      ['removeome', 'removeomev2', 'removermsattachmentencryption'].some((key) => yesOf(given.get(key)) === true) &&
      !/^inorganization$/i.test(given.get('senttoscope') ?? '');
    if (strips) return { group, why: `The mail flow rule ${name} takes encryption off mail`, severity: 'high' };
    if (event.op === 'new-transportrule') return undefined;
    if (event.op === 'set-transportrule') {
      const unencrypts =
        yesOf(given.get('applyome')) === false || isCleared(given.get('applyrightsprotectiontemplate'));
      const only = /^audit/i.test(given.get('mode') ?? '');
      if (unencrypts) return { group, why: `The mail flow rule ${name} no longer encrypts`, severity: 'high' };
      return only && guards.test(name)
        ? { group, why: `The mail flow rule ${name} now only records`, severity: 'high' }
        : undefined;
    }
    const what = event.op === 'remove-transportrule' ? 'removed' : 'disabled';
    if (guards.test(name)) return { group, why: `The mail flow rule ${name} was ${what}`, severity: 'high' };
    return harmless.test(name) ? undefined : { group, why: `The mail flow rule ${name} was ${what}` };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
