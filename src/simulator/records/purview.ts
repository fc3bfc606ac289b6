import type { Entity } from '../store.ts';
import { type Doer, type Pen, type Written, unified } from './pen.ts';
import { type FilePlace, fileRecord } from './files.ts';

const ssn = {
  SensitiveType: 'a44669fe-0d48-453d-a9b1-2cc83f2cba77',
  SensitiveInformationTypeName: 'U.S. Social Security Number (SSN)',
};

/** Mail matched a rule of DLP (record type 13), which warned, or blocked until its sender overrode it. The record holds no matched value. */
export function dlpMailMatch(
  pen: Pen,
  at: number,
  person: string,
  to: readonly string[],
  exception?: { justification: string },
): Written {
  return unified(pen, {
    at,
    operation: 'DLPRuleMatch',
    type: 13,
    workload: 'Exchange',
    by: { user: person, id: 'DlpAgent', type: 4 },
    fields: {
      ObjectId: `<${pen.id()}@mail.example.com>`,
      IncidentId: pen.id(),
      PolicyDetails: [
        {
          PolicyId: '9f1c1b1e-4a2f-4a8e-9f8a-5a0f0c6e0a01',
          PolicyName: 'U.S. Health Insurance Act (HIPAA)',
          Rules: [
            {
              RuleId: '9f1c1b1e-4a2f-4a8e-9f8a-5a0f0c6e0a02',
              RuleName: 'Patient data to outside',
              RuleMode: 'Enable',
              Severity: 'High',
              Actions: exception ? ['NotifyUser', 'BlockAccess'] : ['NotifyUser', 'GenerateIncidentReport'],
              ...(exception && { OverriddenActions: ['BlockAccess'] }),
              ConditionsMatched: { SensitiveInformation: [{ ...ssn, Count: 3, UniqueCount: 3, Confidence: 85 }] },
            },
          ],
        },
      ],
      ...(exception && {
        ExceptionInfo: { Reason: 'Override', FalsePositive: false, Justification: exception.justification, Rules: [] },
      }),
      ExchangeMetaData: {
        From: person,
        To: to,
        CC: [],
        BCC: [],
        RecipientCount: to.length,
        Subject: '',
        MessageID: '',
      },
      SensitiveInfoDetectionIsIncluded: false,
    },
  });
}

/** A file of an enrolled computer went somewhere that endpoint DLP watches (record type 63). */
export function endpointUpload(pen: Pen, at: number, by: Doer, domain: string, matched: boolean): Written {
  return unified(pen, {
    at,
    operation: 'FileUploadedToCloud',
    type: 63,
    workload: 'Endpoint',
    by,
    fields: {
      ObjectId: 'C:\\Users\\Public\\Documents\\list.xlsx',
      Application: 'msedge.exe',
      DeviceName: 'LAB-PC-04',
      EnforcementMode: 1,
      FileExtension: 'xlsx',
      Platform: 1,
      RMSEncrypted: false,
      TargetDomain: domain,
      TargetFilePath: '',
      ...(matched && { SensitiveInfoTypeData: [{ ...ssn, Count: 4, Confidence: 85 }] }),
    },
  });
}

/** A sensitivity label of a file was changed by hand (record type 83). */
export function labelChanged(
  pen: Pen,
  at: number,
  by: Doer,
  place: FilePlace,
  label: { old: string; now?: string },
): Written {
  const { record, ...written } = fileRecord(
    pen,
    at,
    label.now === undefined ? 'SensitivityLabelRemoved' : 'SensitivityLabelUpdated',
    by,
    place,
  );
  return {
    ...written,
    record: {
      ...record,
      RecordType: 83,
      Workload: 'PublicEndpoint',
      SensitivityLabelEventData: {
        ...(label.now !== undefined && { SensitivityLabelId: label.now }),
        OldSensitivityLabelId: label.old,
        LabelEventType: label.now === undefined ? 3 : 2,
        ActionSource: 3,
        JustificationText: 'Previous label no longer applies',
      },
    },
  };
}

/** A step of eDiscovery (record type 24): `SearchCreated`, `SearchStarted`, `SearchExported`. */
export function discovery(pen: Pen, at: number, operation: string, by: Doer, fields: Entity = {}): Written {
  return unified(pen, {
    at,
    operation,
    type: 24,
    workload: 'SecurityComplianceCenter',
    by: { type: 2, ...by },
    fields: {
      ResultStatus: 'Success',
      ObjectId: 'Content search 7',
      Case: '',
      ExchangeLocations: 'All',
      ExtendedProperties: [],
      ObjectType: 'ComplianceSearch',
      Query: '',
      SharepointLocations: 'All',
      ...fields,
    },
  });
}

export function teamsRecord(pen: Pen, at: number, operation: string, by: Doer, fields: Entity = {}): Written {
  return unified(pen, { at, operation, type: 25, workload: 'MicrosoftTeams', by, fields });
}
