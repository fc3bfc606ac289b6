/** Microsoft's policy templates as rules of the wire form, so that what they miss can be shown. */
const ssn = { Name: 'U.S. Social Security Number (SSN)', Id: 'a44669fe-0d48-453d-a9b1-2cc83f2cba77' };
const dea = { Name: 'Drug Enforcement Agency (DEA) Number', Id: '9a5445ad-406e-43eb-8bd7-cac17ab6d0e4' };
const icd9 = {
  Name: 'International Classification of Diseases (ICD-9-CM)',
  Id: 'fa3f9c74-ee07-4c52-b5f2-085d6b2c0ec4',
};
const icd10 = {
  Name: 'International Classification of Diseases (ICD-10-CM)',
  Id: '3356946c-6bb7-449b-b253-6ffa419c0ce7',
};
const addresses = { Name: 'U.S. Physical Addresses', Id: '44aa44f2-63d1-41df-af0d-970283ac41e2' };
const medical = { Name: 'All Medical Terms And Conditions', Id: '065bdd91-ef07-40d3-b8a4-0aea722eaa49' };
const names = { Name: 'All Full Names', Id: '50b8b56b-4ef8-44c2-a924-03374f5831ce' };
const model = { Name: 'Healthcare', Id: 'dcbada08-65bf-4561-b140-25d8fee4d143', Classifiertype: 'MLModel' };

const any = { Mincount: 1, Maxcount: -1 };
const from = (least: 75 | 85) => ({
  ...any,
  Confidencelevel: least === 85 ? 'High' : 'Medium',
  Minconfidence: least,
  Maxconfidence: 100,
});
const group = (name: string, ...types: object[]) => ({ Name: name, Operator: 'Or', Sensitivetypes: types });
const advanced = (groups: object[], more: object[]) => ({
  Version: '1.0',
  Condition: {
    Operator: 'And',
    SubConditions: [
      { ConditionName: 'ContentContainsSensitiveInformation', Value: [{ Groups: groups, Operator: 'And' }] },
      ...more,
    ],
  },
});
const outside = { ConditionName: 'AccessScope', Value: 'NotInOrganization' };

/**
 * `hipaa` is the stock "U.S. Health Insurance Act (HIPAA)": an SSN or DEA number with the description of a disease,
 * shared outside, tells the user and blocks nothing. `hipaa-enhanced` is the rule behind the default policies, which
 * also needs a name; it was read from one tenant.
 */
export const templates: Readonly<Record<string, unknown>> = {
  hipaa: {
    Name: 'U.S. Health Insurance Act (HIPAA)',
    Rules: [
      {
        Name: 'Content shared outside',
        AdvancedRule: advanced(
          [
            group('PII identifiers', { ...ssn, ...any }, { ...dea, ...any }),
            group('Medical terms', { ...icd9, ...any }, { ...icd10, ...any }),
          ],
          [outside],
        ),
        NotifyUser: ['LastModifier', 'Owner'],
      },
    ],
  },
  'hipaa-enhanced': {
    Name: 'U.S. HIPAA Enhanced',
    Rules: [
      {
        Name: 'Content shared outside',
        AdvancedRule: advanced(
          [
            group('PII Identifiers', { ...ssn, ...from(75) }, { ...dea, ...from(85) }, { ...addresses, ...from(75) }),
            group(
              'ICD-9/10 code descriptions',
              { ...icd10, ...from(85) },
              { ...icd9, ...from(85) },
              { ...medical, ...from(85) },
            ),
            group('Names', { ...names, ...from(75) }),
            group('Trainable Classifiers', { ...model, ...any }),
          ],
          [outside],
        ),
        NotifyUser: ['LastModifier', 'Owner'],
      },
    ],
  },
};
