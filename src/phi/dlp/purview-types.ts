import type { Entity, KeywordGroup, Operand, RegexItem, RulePackage } from '../rule-package/package.ts';
import { preparePackage } from '../rule-package/prepare.ts';

/** Microsoft's ids of types that are made of a shape, a check and words. */
export const purviewIds = {
  ssn: 'a44669fe-0d48-453d-a9b1-2cc83f2cba77',
  dea: '9a5445ad-406e-43eb-8bd7-cac17ab6d0e4',
  mbi: 'f753a286-f5cc-47e6-a592-4be25fd02591',
  bank: 'a2ce32a8-f935-4bb6-8e96-2a5157672e2c',
  card: '50842eb7-edc8-4019-85dd-5a5c1f2bb085',
  aba: 'cb353f78-2b72-4c3c-8827-92ebe4f69fdf',
  itin: 'e55e2a32-f92d-4985-a35d-a0b269eb687b',
  passport: '178ec42a-18b4-47cc-85c7-d62c92fd67f8',
} as const;

const keywords: Readonly<Record<string, string>> = {
  ssn: 'ssn; ssns; ssid; ss#; ss #; soc sec; soc sec #; social security; social security no; social security number; social security #; social security#; ssa number',
  dea: 'dea; dea#; dea #; dea number; drug enforcement administration; drug enforcement agency',
  mbi: 'mbi; mbi#; mbi #; medicare beneficiary #; medicare beneficiary no; medicare beneficiary number; medicare beneficiary identifier',
  bank: 'checking account; checking account number; checking account #; savings account; savings account number; savings account #; debit account; debit account number; bank account; bank account number; bank account #; bank acct; bank acct #; account number; checking acct; savings acct; direct deposit',
  card: 'card verification; card verification number; cvv; cvv2; cvc; cvc2; security code; credit card; credit card number; card number; card no; card #; debit card; visa; mastercard; master card; american express; amex; discover; diners club; jcb; expiration date; expiry; exp date; valid thru',
  aba: 'aba; aba #; aba#; aba number; aba routing; aba routing number; american bank association routing; bank routing number; routing number; routing #; routing no; routing transit number; rtn',
  itin: 'taxpayer; tax id; tax identification; itin; itins; ssn; tin; social security; tax payer; taxid; individual taxpayer',
  passport:
    'passport; passport number; passport no; passport #; passport#; passportid; passports; passportno; passportnumber',
};

const word = (list: string): Operand => ({ kind: 'match', idRef: `words.${list}`, minCount: 1, uniqueResults: false });
const near = (list: string): readonly Operand[] => [word(list)];
const entity = (
  id: string,
  name: string,
  patterns: readonly (readonly [number, string, readonly Operand[]])[],
  recommended = 75,
): Entity => ({
  id,
  name,
  proximity: 300,
  recommended,
  patterns: patterns.map(([confidence, idMatch, all]) => ({ confidence, idMatch, all })),
});

const entities: readonly Entity[] = [
  entity(purviewIds.ssn, 'U.S. Social Security Number (SSN)', [
    [85, 'Func_ssn', near('ssn')],
    [75, 'Func_unformatted_ssn', near('ssn')],
    [65, 'Func_randomized_formatted_ssn', near('ssn')],
    [55, 'Func_randomized_unformatted_ssn', near('ssn')],
  ]),
  entity(purviewIds.dea, 'Drug Enforcement Agency (DEA) Number', [
    [85, 'Func_dea_number', near('dea')],
    [75, 'Func_dea_number', []],
  ]),
  entity(purviewIds.mbi, 'Medicare Beneficiary Identifier (MBI) card', [
    [85, 'regex.mbi', near('mbi')],
    [75, 'regex.mbi', []],
  ]),
  entity(purviewIds.bank, 'U.S. Bank Account Number', [[75, 'Func_us_bank_account_number', near('bank')]]),
  entity(
    purviewIds.card,
    'Credit Card Number',
    [
      [
        85,
        'Func_credit_card',
        [
          {
            kind: 'any',
            min: 1,
            max: Infinity,
            of: [word('card'), { kind: 'match', idRef: 'Func_expiration_date', minCount: 1, uniqueResults: false }],
          },
        ],
      ],
      [65, 'Func_credit_card', []],
    ],
    85,
  ),
  entity(purviewIds.aba, 'ABA Routing Number', [[75, 'Func_aba_routing', near('aba')]]),
  entity(purviewIds.itin, 'U.S. Individual Taxpayer Identification Number (ITIN)', [
    [85, 'Func_formatted_itin', near('itin')],
    [75, 'Func_unformatted_itin', near('itin')],
  ]),
  entity(purviewIds.passport, 'U.S. / U.K. Passport Number', [[75, 'Func_usa_uk_passport', near('passport')]]),
];

const regexes: readonly (readonly [string, RegexItem])[] = [
  [
    'regex.mbi',
    {
      source:
        '\\b[1-9][AC-HJKMNP-RT-Yac-hjkmnp-rt-y][AC-HJKMNP-RT-Yac-hjkmnp-rt-y0-9]\\d-?[AC-HJKMNP-RT-Yac-hjkmnp-rt-y][AC-HJKMNP-RT-Yac-hjkmnp-rt-y0-9]\\d-?[AC-HJKMNP-RT-Yac-hjkmnp-rt-y]{2}\\d{2}\\b',
      validators: [],
    },
  ],
];

/**
 * Microsoft's types as its pages describe them, in Wardline's words: shapes, checks, distances and levels are theirs,
 * keyword lists are shorter. The package that Microsoft delivers is encrypted, so this is as near as anybody comes.
 * https://learn.microsoft.com/purview/sit-sensitive-information-type-entity-definitions
 */
const rules: RulePackage = {
  id: '',
  name: "Microsoft's types as published",
  publisher: 'Wardline',
  version: '1.0.0.0',
  entities,
  affinities: [],
  regexes: new Map(regexes),
  keywords: new Map(
    Object.entries(keywords).map(([name, list]): [string, readonly KeywordGroup[]] => [
      `words.${name}`,
      [{ style: 'word', terms: list.split('; ').map((text) => ({ text, caseSensitive: false })) }],
    ]),
  ),
  validators: new Map(),
  opaque: new Set(),
  source: { name: 'RulePackage', attributes: {}, children: [], text: '' },
};

export const purviewTypes = preparePackage(rules);
