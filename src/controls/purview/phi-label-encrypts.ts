import { defineControl } from '../../core/control.ts';
import { combine, fail, notApplicable, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type Label, encryptionOf, labelName, phiLabels } from './phi-labels.ts';
import { keyOf } from './phi-policy-changes.ts';

const insiders = 'VIEW,VIEWRIGHTSDATA,DOCEDIT,EDIT,PRINT,EXTRACT,REPLY,REPLYALL,FORWARD,OBJMODEL';

/** Rights that anybody with any account can use: everyone who can sign in, or all people of a public mail service. */
const openToAll =
  /^(AuthenticatedUsers|Anyone|Everyone|@?(gmail\.com|googlemail\.com|outlook\.com|hotmail\.com|live\.com|yahoo\.com|icloud\.com))$/i;
const openTo = (label: Label) => (encryptionOf(label)?.rights ?? []).filter((who) => openToAll.test(who));

function judge(label: Label) {
  const encryption = encryptionOf(label);
  const open = openTo(label);
  const evidence = {
    id: label.guid ?? labelName(label),
    name: labelName(label),
    expected: 'Encryption on, with no right for all outsiders',
    actual: !encryption
      ? 'Not collected'
      : encryption.on
        ? `Encryption on, rights for ${encryption.rights.join(', ') || 'the people who the sender chooses'}`
        : 'Encryption off',
    readFrom: 'labels' as const,
  };
  if (!encryption) return unknown(`Can't tell whether ${labelName(label)} encrypts.`, [evidence]);
  if (!encryption.on) {
    return fail(`${labelName(label)} does not encrypt.`, [evidence], { wouldPassIf: `${labelName(label)} encrypts.` });
  }
  return open.length > 0
    ? fail(`${labelName(label)} can be opened by ${open.join(', ')}.`, [evidence], {
        wouldPassIf: `${labelName(label)} gives no right to ${open.join(', ')}.`,
      })
    : pass(`${labelName(label)} encrypts.`, [evidence]);
}

export const phiLabelEncrypts = defineControl({
  id: 'purview.phi-label-encrypts',
  title: 'The sensitivity label for PHI encrypts',
  finding: 'The sensitivity label for PHI does not encrypt, or anybody may open it',
  severity: 'medium',
  rationale:
    'Encryption by label goes with the file: a copy on a lost stick or in a wrong mailbox stays closed, and PHI that nobody can open without the key is not "unsecured" in the Breach Notification Rule. A label that only colors a banner gives none of this; nor does a retention label.',
  citations: ['164.312(a)(2)(iv)', '164.312(e)(2)(ii)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'high',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/purview/encryption-sensitivity-labels' }],
  aliases: ['PV-03'],
  license: 'purview-labels',
  reads: ['labels'],
  evaluate({ labels }, context) {
    const phi = phiLabels(labels, context);
    if (phi.length === 0) return notApplicable('No sensitivity label stands for PHI.');
    return combine(Object.fromEntries(phi.map((label) => [label.guid ?? labelName(label), judge(label)])));
  },
  remediation: {
    fix: 'Turn on encryption in the sensitivity label for PHI',
    steps: [
      'Open the Microsoft Purview portal, Information protection, Sensitivity labels, and edit the label for PHI.',
      'Under Protection settings choose "Control access", then "Configure access control settings".',
      'Choose "Assign permissions now", "Add all users and groups in your organization", Co-Author.',
      'Leave out "Add any authenticated users": it lets in anybody with an account.',
    ],
    script: [
      `Set-Label -Identity '<label>' -EncryptionEnabled $true -EncryptionProtectionType Template -EncryptionRightsDefinitions '<domain>:${insiders}'`,
    ],
  },
  changes({ labels }, context) {
    const { domain } = context.tenant;
    const weak = phiLabels(labels, context).filter((label) => judge(label).outcome === 'fail');
    if (!domain) return [];
    return weak.map((label) => {
      const kept = (encryptionOf(label)?.rights ?? []).filter((who) => !openTo(label).includes(who) && who !== domain);
      return {
        section: 'labels' as const,
        operation: 'set' as const,
        match: keyOf(label),
        values: {
          encryptionEnabled: true,
          encryptionProtectionType: 'Template',
          encryptionRightsDefinitions: [domain, ...kept].map((identity) => ({ identity, rights: insiders })),
        },
        call: `Set-Label -Identity ${quoted(label.name ?? labelName(label))} -EncryptionEnabled $true -EncryptionProtectionType Template -EncryptionRightsDefinitions '${[domain, ...kept].map((who) => `${who}:${insiders}`).join(';')}'`,
        summary: `Encrypt files and mail labeled ${labelName(label)}`,
        notice:
          'Outsiders can no longer open what gets this label; apps that cannot open protected files show an error. Files that were labeled meanwhile stay encrypted when this is undone.',
        undo: 'restore' as const,
      };
    });
  },
  knownGaps: [
    'Files that were labeled before encryption was turned on are encrypted only when they are next saved.',
    'Rights for single outside people or partner domains are shown, not judged.',
  ],
  assumed: [
    'Get-Label gives encryption as EncryptionEnabled and EncryptionRightsDefinitions, or as an "encrypt" entry in LabelActions; "AuthenticatedUsers" means anybody with an account.',
  ],
});
