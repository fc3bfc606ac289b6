import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  entraRecord,
  exchangeAdminRecord,
  type RawRecord,
  shareRecord,
  unifiedRecord,
} from '../../../test/audit-records.ts';
import { eventsOf } from '../../../test/detection.ts';
import { addressesIn, domainOf, isWithin } from './address.ts';
import { consentOf } from './consent.ts';
import { dlpOf } from './dlp.ts';
import { labelOf } from './label.ts';
import { mailRuleOf } from './mail-rule.ts';
import { shareOf } from './share.ts';
import { signInFailure } from './sign-in-errors.ts';
import { targetsOf } from './targets.ts';

const event = (record: RawRecord) => eventsOf([record])[0]!;

describe('addresses', () => {
  it('out of all the forms of Exchange', () => {
    assert.deepEqual(addressesIn('smtp:A@x.example.com;"B" [SMTP:b@x.example.com];a@x.example.com;/o=Lab/cn=c'), [
      'a@x.example.com',
      'b@x.example.com',
    ]);
  });
  const domains: [string, string | undefined][] = [
    ['Nina@Clinic.Example.com', 'clinic.example.com'],
    ['ann_b_partner.example.net#EXT#@clinic.onmicrosoft.com', 'partner.example.net'],
    ['i:0#.f|membership|nina@clinic.example.com', 'clinic.example.com'],
    ['urn:spo:guest#ann@partner.example.net', 'partner.example.net'],
    ['clinic.example.com', 'clinic.example.com'],
    ['nina', undefined],
    ['', undefined],
  ];
  for (const [name, domain] of domains)
    it(`${name || 'nothing'}: ${domain ?? 'no domain'}`, () => assert.equal(domainOf(name), domain));
  it('below a domain, not beside it', () => {
    const own = new Set(['clinic.example.com']);
    assert.deepEqual(
      ['mail.clinic.example.com', 'notclinic.example.com'].map((domain) => isWithin(domain, own)),
      [true, false],
    );
  });
});

describe('shareOf', () => {
  const cases: [string, string, { target?: string; targetType?: string }, string, boolean | undefined][] = [
    ['a link for anyone', 'AnonymousLinkCreated', { target: 'SharingLinks.1.AnonymousView.2' }, 'anonymous', false],
    [
      'its second record',
      'SharingSet',
      { target: 'SharingLinks.1.AnonymousEdit.2', targetType: 'SharePointGroup' },
      'anonymous',
      true,
    ],
    [
      'a link for the organization',
      'SharingSet',
      { target: 'SharingLinks.1.OrganizationEdit.2', targetType: 'SharePointGroup' },
      'organization',
      true,
    ],
    [
      'a link for some people',
      'AddedToSecureLink',
      { target: 'ann@partner.example.net', targetType: 'Member' },
      'specific',
      undefined,
    ],
    [
      'a guest',
      'SharingSet',
      { target: 'ann_partner.example.net#EXT#@clinic.onmicrosoft.com', targetType: 'Member' },
      'guest',
      undefined,
    ],
    ['a colleague', 'SharingSet', { target: 'omar@clinic.example.com', targetType: 'Member' }, 'internal', undefined],
  ];
  for (const [name, operation, given, kind, edits] of cases)
    it(name, () => {
      const share = shareOf(event(shareRecord(operation, given)));
      assert.deepEqual([share.kind, share.edits], [kind, edits]);
    });
});

describe('labelOf, dlpOf, mailRuleOf, consentOf, targetsOf', () => {
  it('a label lowered by hand, numbers as text', () => {
    const label = labelOf(
      event(
        unifiedRecord(
          'SensitivityLabelUpdated',
          83,
          'SecurityComplianceCenter',
          {},
          {
            SensitivityLabelEventData: {
              SensitivityLabelId: 'B',
              OldSensitivityLabelId: 'A',
              LabelEventType: '2',
              ActionSource: 3,
            },
          },
        ),
      ),
    );
    assert.deepEqual(label, { change: 'downgraded', source: 'manual', id: 'b', old: 'a' });
  });

  const exceptions: [string, unknown, string | undefined][] = [
    ['an object', { Reason: 'Override', Justification: 'asked by the patient' }, 'override'],
    ['text', 'Override', 'override'],
    ['JSON text', '{"Reason":"Override"}', 'override'],
    ['called wrong', { FalsePositive: true }, 'false-positive'],
    ['the document changed', { Reason: 'Document Change' }, 'document-change'],
    ['none', undefined, undefined],
  ];
  for (const [name, ExceptionInfo, reason] of exceptions)
    it(`a DLP exception: ${name}`, () => {
      const dlp = dlpOf(
        event(
          unifiedRecord(
            'DLPRuleUndo',
            11,
            'OneDrive',
            { user: 'DlpAgent' },
            {
              ExceptionInfo,
              PolicyDetails: [
                {
                  PolicyName: 'PHI',
                  Rules: [
                    {
                      RuleName: 'r',
                      ConditionsMatched: {
                        SensitiveInformation: [{ SensitiveInformationTypeName: 'U.S. SSN', Count: 3 }],
                      },
                    },
                  ],
                },
              ],
              SharePointMetaData: { From: 'nina@clinic.example.com' },
            },
          ),
        ),
      );
      assert.deepEqual(
        [dlp?.exception?.reason, dlp?.person, dlp?.found],
        [reason, 'nina@clinic.example.com', [{ type: 'U.S. SSN', count: 3 }]],
      );
    });

  it('an inbox rule', () => {
    const rule = mailRuleOf(
      event(
        exchangeAdminRecord('New-InboxRule', {
          Name: '.',
          SubjectContainsWords: 'Invoice;Wire',
          DeleteMessage: 'True',
          MoveToFolder: 'RSS Feeds',
          RedirectTo: 'x@a.example.net',
        }),
      ),
    );
    assert.deepEqual(rule, {
      name: '.',
      forwardsTo: ['x@a.example.net'],
      deletes: true,
      marksRead: false,
      movesTo: 'RSS Feeds',
      words: ['invoice', 'wire'],
      stops: false,
    });
  });

  it('a consent for the whole tenant', () => {
    const consent = consentOf(
      event(
        entraRecord('Consent to application.', {
          targets: [
            ['ServicePrincipal_2f1a6a4e-0000-4000-8000-000000000001', 2],
            ['ServicePrincipal', 2],
            ['Mail Helper', 1],
          ],
          changes: [
            ['ConsentContext.IsAdminConsent', 'True'],
            ['ConsentContext.OnBehalfOfAll', 'True'],
            [
              'ConsentAction.Permissions',
              '[] => [[Id: x, ClientId: y, PrincipalId: , ResourceId: z, ConsentType: AllPrincipals, Scope: Mail.Read offline_access, CreatedDateTime: , LastModifiedDateTime ]]; ',
            ],
          ],
        }),
      ),
    );
    assert.deepEqual(consent, {
      tenantWide: true,
      byAdmin: true,
      scopes: ['Mail.Read', 'offline_access'],
      app: 'Mail Helper',
      appObjectId: '2f1a6a4e-0000-4000-8000-000000000001',
    });
  });

  it('a target of several lines is one', () => {
    const [target, ...more] = targetsOf(
      event(
        entraRecord('Add member to group.', {
          targets: [
            ['User_2f1a6a4e-0000-4000-8000-000000000001', 2],
            ['User', 2],
            ['omar@clinic.example.com', 5],
          ],
        }),
      ),
    );
    assert.deepEqual(
      [target, more],
      [{ kind: 'user', id: '2f1a6a4e-0000-4000-8000-000000000001', name: 'omar@clinic.example.com' }, []],
    );
  });

  it('2: error numbers that are no attack are told from those that are', () => {
    const meanings = [
      65001, 50058, 50072, 50011, 50089, 50132, 50133, 50055, 50126, 50053, 50057, 500121, 53003, 0,
    ].map(signInFailure);
    assert.deepEqual(meanings, [
      'misconfigured',
      'interrupted',
      'mfa-needed',
      'misconfigured',
      'interrupted',
      'interrupted',
      'interrupted',
      'interrupted',
      'wrong-password',
      'locked',
      'disabled',
      'mfa-denied',
      'blocked-by-policy',
      undefined,
    ]);
  });
});
