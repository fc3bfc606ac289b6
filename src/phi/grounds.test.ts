import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DocumentClass } from '../core/phi.ts';
import { inspect } from './inspect.ts';

type Named = readonly [name: string, judged: DocumentClass, text: string];

function judged(cases: readonly Named[]): void {
  for (const [name, wanted, text] of cases) {
    it(name, () => {
      const { judgement } = inspect(text);
      assert.equal(judgement.class, wanted, judgement.why);
    });
  }
}

describe('S3-33: text of software is about no patient', () => {
  judged([
    [
      'a list of thanks with addresses that end in .pt',
      'PII_ONLY',
      'Carlos Canau   carlos@relay.example.pt\nMaria Santos   maria@example.com\nSamuel Neves  sneves@dei.example.pt\nAnna Tran   anna@example.org\n',
    ],
    [
      'a log of changes with clients, echo, URI and cast',
      'NONE',
      '2009-03-11  Maria Santos\n\n\t* Fix a memory leak in the parser and a regression of the compiler.\n\t* client: Fix use-after-free. Reported-by: Anna Tran. Echo the URI to stderr; cast the pointer.\n\t* New upstream release, the history of the API in the documentation. Closes: #349349.\n',
    ],
    [
      'members and numbers at the ends of lines',
      'NONE',
      'using freed memory of object member\n  1523  9.0.1094  compiler warning\nSet group ID\n  2000  Set user ID\n',
    ],
    [
      'a grant of a protocol',
      'NONE',
      'The "Client Credentials Grant" and the "Resource Owner Password" flow, see the URI.',
    ],
  ]);
});

describe('S0-16: a person told of without the word patient', () => {
  judged([
    ['one acts', 'PHI', 'Ana Ruiz is under my care for lupus and may not lift over 20 pounds.'],
    ['one writes of their own', 'PHI', 'my biopsy came back on the portal. Should I be worried?\nMaria Hernandez'],
    [
      'a letter speaks to one',
      'PHI',
      'Maria Hernandez\n12 Elm St, Akron, OH 44301\nYou are due for a mammogram. Your last visit was in May.',
    ],
    [
      'a birth date stands beside the name',
      'PHI_SENSITIVE',
      'Hernandez, Maria | 3/14/1961 | syphilis RPR 1:32 | treated with penicillin',
    ],
    ['a report is headed by a name', 'PHI', 'Name: Maria Hernandez\nCase No.: SP-72977\nA. Prostate: adenocarcinoma.'],
    [
      'a personnel form with a patient',
      'PHI',
      'Attending physician statement. Employee/patient: Ana Ruiz. SSN 212-45-6789. Unable to work because of a herniated disc.',
    ],
  ]);
});

describe('S3-33: a person beside health words whom they do not tell of', () => {
  judged([
    [
      'who orders supplies',
      'PII_ONLY',
      'Purchase request by Maria Hernandez: 2 wheelchairs, 1 EKG machine, 40 glucose meters, 10 boxes insulin syringes.',
    ],
    ['who teaches', 'PII_ONLY', 'Maria Hernandez is our diabetes educator. Classes are on Monday.'],
    ['who is not real', 'NONE', 'Patient: Zztest, Alpha. DOB 01/01/1980. MRN 0412345. Asthma. Not a real patient.'],
  ]);
  it('a disclaimer does not hide an SSN', () => {
    const { judgement } = inspect('Not a real patient? Patient: Ana Ruiz, SSN 212-45-6789, asthma.');
    assert.equal(judgement.class, 'PHI');
  });
});

describe('S0-16: a bank account with its routing number is personal data', () => {
  judged([
    [
      'of an employee',
      'PII_ONLY',
      'Direct deposit authorization\nEmployee Maria Hernandez\nBank routing 021000021  Account number 361056551',
    ],
  ]);
});
