/** Raw Purview settings for cases, as the compliance cmdlets give them. All of it is invented. */
type Raw = Record<string, unknown>;

const type = (Name: string, more: Raw = {}) => ({ Name, Mincount: 1, Maxcount: -1, ...more });
export const ssn = type('U.S. Social Security Number (SSN)', { Id: 'a44669fe-0d48-453d-a9b1-2cc83f2cba77' });
export const itin = type('U.S. Individual Taxpayer Identification Number (ITIN)', {
  Id: 'e55e2a32-f92d-4985-a35d-a0b269eb687b',
});
export const card = type('Credit Card Number', { Id: '50842eb7-edc8-4019-85dd-5a5c1f2bb085' });
export const icd = type('International Classification of Diseases (ICD-10-CM)', {
  Id: '3356946c-6bb7-449b-b253-6ffa419c0ce7',
});
export const medicalTerms = type('All Medical Terms And Conditions', { Id: '065bdd91-ef07-40d3-b8a4-0aea722eaa49' });

export const group = (...Sensitivetypes: Raw[]) => ({ Name: 'Group', Operator: 'Or', Sensitivetypes });
export const content = (...Groups: Raw[]) => ({
  ConditionName: 'ContentContainsSensitiveInformation',
  Value: [{ Groups, Operator: 'And' }],
});

/** The rule builder's JSON: all of these conditions. */
export const all = (...SubConditions: Raw[]) =>
  JSON.stringify({ Version: '1.0', Condition: { Operator: 'And', SubConditions } });

/** Identifiers and health terms, two groups joined by And. */
export const phi = all(content(group(ssn), group(icd, medicalTerms)));
/** The three types that SCuBA asks for, any of them. */
export const sensitive = all(content(group(ssn, itin, card)));

/** Fields given as undefined are left out, as in a source that does not hold them. */
const given = (record: Raw): Raw =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

export function policy(more: Raw = {}): Raw {
  return given({
    name: 'Keep PHI inside',
    mode: 'Enable',
    enabled: true,
    workload: 'Exchange, SharePoint, OneDriveForBusiness, Teams, EndpointDevices',
    priority: 0,
    exchangeLocation: ['All'],
    sharePointLocation: ['All'],
    oneDriveLocation: ['All'],
    teamsLocation: ['All'],
    endpointDlpLocation: ['All'],
    distributionStatus: 'Pending',
    whenChanged: '2026-11-01T08:00:00Z',
    ...more,
  });
}

export function rule(more: Raw = {}): Raw {
  return given({
    name: 'PHI to outsiders',
    parentPolicyName: 'Keep PHI inside',
    disabled: false,
    mode: 'Enforce',
    priority: 0,
    isAdvancedRule: true,
    advancedRule: phi,
    contentContainsSensitiveInformation: null,
    blockAccess: true,
    blockAccessScope: 'PerUser',
    endpointDlpRestrictions: [
      { setting: 'CloudEgress', value: 'Block' },
      { setting: 'RemovableMedia', value: 'Block' },
      { setting: 'Print', value: 'Audit' },
    ],
    notifyUser: ['LastModifier'],
    notifyAllowOverride: null,
    generateAlert: ['true'],
    generateIncidentReport: ['privacy@example.com'],
    reportSeverityLevel: 'High',
    stopPolicyProcessing: false,
    ...more,
  });
}

/** A policy in force with one rule. */
export function dlp(policyMore: Raw = {}, ruleMore: Raw = {}): { dlpPolicies: Raw[]; dlpRules: Raw[] } {
  return { dlpPolicies: [policy(policyMore)], dlpRules: [rule(ruleMore)] };
}

export const plans = (...names: string[]) => ({
  servicePlans: names.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' })),
});
