/** What `wardline init` writes: every key of wardline.yaml with its meaning, commented out where it names somebody. */
export const organizationTemplate = `# What Wardline needs to know of your organization. Every key is optional; delete what you do not need.
# Ids are Entra object ids or user principal names. Keep this file with your compliance records: it holds decisions.

organization:
  name: Your clinic
  # covered-entity, business-associate or hybrid-entity
  entityType: covered-entity
  # Two-letter codes of the states where you operate.
  states: []

# The bar you hold yourself to: clinic, hospital or strict. A baseline tightens controls, it never loosens them.
baseline: clinic

# Emergency access accounts. Two, cloud-only, with a security key, left out of Conditional Access and watched.
breakGlass: []
#  - breakglass1@yourclinic.example.com
#  - breakglass2@yourclinic.example.com

# Who or what a control may leave out. Undeclared exclusions fail, declared ones do not. A reason is needed.
# Keys: users, groups, applications, roles, guestTypes, domains, mailboxes, sites, policies.
exclusions: {}
#  entra.legacy-authentication-blocked:
#    users: [scanner@yourclinic.example.com]
#    reason: The old scanner sends mail by SMTP until it is replaced in March 2027.

# Your job roles and the groups that stand for them.
roleGroups: {}
#  clinical: [11111111-1111-4111-8111-111111111111]
#  billing: []
#  front-desk: []
#  admin: []
#  it: []

# Where patient information lies.
phi:
  sites: []
  mailboxes: []
  groups: []
  labels: []
#  sites: [https://yourclinic.sharepoint.com/sites/clinical]
#  mailboxes: [records@yourclinic.example.com]
#  labels: [Confidential - PHI]
# What is your own, found by the scan at once. \`wardline phi import FILE.csv\` writes it here from a spreadsheet.
# Record numbers as pictures (# digit, @ letter, & either), or patterns of bounded length.
#  mrnFormats: ["LM-######", { pattern: 'CH\\d{6,8}', needsContext: true }]
# Staff, who are never counted as patients.
#  physicians: [Rosa Delgado]
# Words and what they mean: health, ignore, hiv-sti, mental-health, substance-use, reproductive, genetic.
#  words: [{ word: Harbor House, means: substance-use }]
# Detectors of your own: a pattern or words, with words that must stand near, how near, and how sure they are.
#  detectors:
#    - { name: Study number, pattern: 'ST-\\d{5}', near: [trial, study], proximity: 300, strength: likely }
#    - { name: Local programs, words: [Harbor House], means: substance-use, strength: certain }
# How DLP policies reach people: \`wardline dlp rollout\` shows the ring and its gate. The last ring is everybody.
#  rollout:
#    rings:
#      - { name: Pilot, groups: [pilot@yourclinic.example.com], mode: test, days: 14, precision: 0.9, verdicts: 20 }
#      - { name: Clinical, groups: [clinical@yourclinic.example.com], mode: enforce, days: 14, precision: 0.9 }
#      - { name: Everybody }

# Sites for patient files that job roles reach, and nobody else: \`wardline plan --template phi-sites\` makes them,
# \`wardline access matrix\` shows who may do what. Access goes to the groups of roleGroups. Without stores of your
# own there are four: clinical, billing, front desk and therapy. Levels: read, edit, edit-no-share.
#phiStores:
#  host: yourclinic.sharepoint.com
#  owner: dana.whitlock@yourclinic.example.com
#  siteClass: "Restricted: PHI"
#  stores:
#    - name: PHI Therapy
#      path: phi-therapy
#      access: { therapy: edit-no-share }

# Where PHI may lie; \`wardline placement check\` finds what lies elsewhere. phi: anywhere (closed are only stores declared
# non-phi), declared (only stores declared phi), or ehr-only (nowhere in Microsoft 365: it must be zero). match is an
# address and all below it, an owner, a name, or kind:owner; * stands for any letters.
#placement:
#  phi: ehr-only
#  ehr: { name: DermaChart, owner: Paula Reyes }
#  stores:
#    - { match: "https://yourclinic.sharepoint.com/sites/marketing", purpose: non-phi }
#    - { match: "onedrive:*", purpose: non-phi }
#  classes: { PHI_SENSITIVE: ["https://yourclinic.sharepoint.com/sites/phi-therapy"] }

# Outside domains that people may share with or be invited from.
approvedDomains: []

# Copies of patient data outside Microsoft 365: the backup vendor, the disk in the safe.
backups: []
#  - { name: Nightly copy at the vendor, encrypted: true, keyOwner: Dana Whitlock }

# Organizations that you exchange mail with; tls: mail to and from them must use verified TLS.
partners: []
#  - domain: lab.example.com
#    name: Northfield Laboratory
#    tls: true

# People whom impersonators imitate and whose mail deserves the strictest protection.
sensitiveAccounts: []

# Microsoft services that you have approved for PHI.
approvedServices: []
#  - Exchange Online
#  - SharePoint Online

# Third-party applications that may hold PHI, and whether a business associate agreement covers them.
approvedApps: []
#  - appId: 22222222-2222-4222-8222-222222222222
#    name: Appointment reminders
#    owner: Dana Whitlock
#    baa: true

# Features that are right either way, once somebody has decided.
choices: {}
#  teamsGuests: false
#  telehealth: true
#  smimeInUse: false
# Read and write Teams settings by the service behind PowerShell, which Microsoft does not document or support.
#  unofficialTeamsEndpoint: true

# How many people must approve a plan before it is applied: 1 or 2 (2 needs the console's sign-in).
approvals:
  people: 1

# Stricter values for single controls; looser ones are refused. \`wardline controls show ID\` lists the parameters.
parameters: {}

# How alerts reach people. Passwords and addresses that are secrets are sealed with: wardline routes set-secret NAME
#notify:
#  routes:
#    - name: officer-mail
#      kind: email
#      from: wardline@yourclinic.example.com
#      to: [officer@yourclinic.example.com]
#      server: smtp.yourclinic.example.com
#      user: wardline@yourclinic.example.com
#      quiet: { from: '21:00', to: '06:30', timeZone: America/Chicago }

# Other systems that get audit events and alerts: syslog, splunk, sentinel, ocsf-file, ocsf-webhook, ocsf-s3.
#streams:
#  - { name: siem, kind: syslog, host: siem.yourclinic.example.com, port: 6514 }

# What no API can tell: who says so, since when, until when, with what proof.
attestations: []
#  - control: organization.microsoft-baa-accepted
#    statement: We are a covered entity and accepted the Microsoft agreement through the Product Terms.
#    by: Elena Marsh, privacy officer
#    on: 2026-11-02
#    until: 2027-11-02
#    proof: Compliance folder, DPA of September 2026, SHA-256 in the register

# Decisions to live with a finding. The end date is mandatory; after it the finding fails again and says so.
exceptions: []
#  - control: exchange.imap-pop-off
#    resources: [billing-tablet@yourclinic.example.com]
#    reason: The billing tablet has no other mail program until the new one arrives.
#    compensating: The mailbox holds no PHI and is reviewed each week.
#    approver: Elena Marsh, privacy officer
#    until: 2027-01-31

# Decisions on addressable specifications (45 CFR 164.306(d)(3)). Addressable is not optional: implement it, or write
# why it is not reasonable and appropriate and what equivalent measure stands in its place.
decisions: []
#  - citation: 164.312(a)(2)(iii)
#    decision: implemented
#    reason: Sessions end after 30 idle minutes in the browser and devices lock after 10.
#    by: Elena Marsh, privacy officer
#    on: 2026-11-02
#    reviewDue: 2027-11-02
`;
