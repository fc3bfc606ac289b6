import { defineDetector } from '../detector.ts';

/** HCPCS level II code: A-V and four digits, public. https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system */
export const hcpcs = defineDetector({
  id: 'phi.signals.hcpcs',
  identifier: 'health',
  title: 'HCPCS code',
  context: ['hcpcs', 'hcpcs code', 'hcpcs codes', 'j-code', 'j code', 'level ii code', 'dme code', 'hcpc', 'hcpcs/cpt'],
  support: ['modifier', 'cpt', 'billed', 'procedure code', 'superbill', 'dme', 'charge', 'claim'],
  shapes: [
    {
      name: 'a letter and four digits',
      pattern: /[A-V]\d{4}(?:-[A-Z\d]{2})?(?![-.]?\w)/y,
      first: [5, 5],
      mixed: true,
      near: 'likely',
      reach: 80,
    },
  ],
  labelled: [{ name: 'HCPCS code', pattern: /[A-V]\d{4}(?:-[A-Z\d]{2})?(?!\w)/y, strength: 'certain' }],
  rank: 1,
});
