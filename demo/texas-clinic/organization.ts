import { type Settings, guid, members, tenant } from './people.ts';

/** The service plans of Microsoft 365 Business Premium (SPB) in Microsoft's published list. */
const plans = `39b5c996-467e-4e60-bd62-46066f572726 DYN365BC_MS_INVOICING
dcf9d2f4-772e-4434-b757-77a453cfbc02 MESH_AVATARS_FOR_TEAMS
3efbd4ed-8958-4824-8389-1321f8730af8 MESH_AVATARS_ADDITIONAL_FOR_TEAMS
bea4c11e-220a-4e6d-8eb8-8ea15d019f90 RMS_S_ENTERPRISE
afa73018-811e-46e9-988f-f75d2b1b8430 CDS_O365_P3
0d0c0d31-fae7-41f2-b909-eaf4d7f26dba Bing_Chat_Enterprise
9bec7e34-c9fa-40b7-a9d1-bd6d1165c7ed BPOS_S_DlpAddOn
113feb6c-3fe4-4440-bddc-54d774bf0318 EXCHANGE_S_FOUNDATION
9aaf7827-d63c-4b61-89c3-182f06f82e5c EXCHANGE_S_STANDARD
176a09a6-7ec5-4039-ac02-b2791c6ba793 EXCHANGE_S_ARCHIVE_ADDON
33c4f319-9bdd-48d6-9c4d-410b750a4a5a MYANALYTICS_P2
094e7854-93fc-4d55-b2c0-3ab5369ebdc1 OFFICE_BUSINESS
6f23d6a9-adbf-481c-8538-b4c095654487 M365_LIGHTHOUSE_CUSTOMER_PLAN1
d55411c9-cfff-40a9-87c7-240f14df7da5 M365_LIGHTHOUSE_PARTNER_PLAN1
199a5c09-e0ca-4e37-8f7c-b05d533e1ea2 MICROSOFTBOOKINGS
a1ace008-72f3-4ea0-8dac-33b3a23a2472 CLIPCHAMP
bfc1bbd9-981b-4f71-9b82-17c35fd0e2a4 MDE_SMB
f20fedf3-f3c3-43c3-8267-2bfdd51c0939 ATP_ENTERPRISE
159f4cd6-e380-449f-a816-af1a9ef76344 FORMS_PLAN_E1
54fc630f-5a40-48ee-8965-af0503c1386e KAIZALA_O365_P2
c4b8c31a-fb44-4c65-9837-a21f55fcabda MICROSOFT_LOOP
b737dad2-2f6c-4c65-90e3-ca563267e8b9 PROJECTWORKMANAGEMENT
94065c59-bc8e-4e8b-89e5-5138d471eaff MICROSOFT_SEARCH
8c7d2df8-86f0-4902-b2ed-a0458298f3b3 Deskless
57ff2da0-773e-42df-b2af-ffb7a2317929 TEAMS1
882e1d05-acd1-4ccb-8708-6ee03664b117 INTUNE_O365
db4d623d-b514-490b-b7ef-8885eee514de Nucleus
e95bec33-7c88-4a70-8e19-b10bd9d0c014 SHAREPOINTWAC
276d6e8a-f056-4f70-b7e8-4fc27f79f809 OFFICE_SHARED_COMPUTER_ACTIVATION
b21a6b06-1988-436e-a07b-51ec6d9f52ad PROJECT_O365_P3
c948ea65-2053-4a5a-8a62-9eaaaf11b522 PURVIEW_DISCOVERY
5bfe124c-bbdc-4494-8835-f1297d457d79 O365_SB_Relationship_Management
c7699d2e-19aa-44de-8edf-1736da088ca1 SHAREPOINTSTANDARD
0feaeb32-d00e-4d66-bd5a-43b5b83db82c MCOSTANDARD
a23b959c-7ce8-4e57-9140-b90eb88a9e97 SWAY
5e62787c-c316-451f-b873-1d05acd4d12c BPOS_S_TODO_1
a82fbf69-b4d7-49f4-83a6-915b2cf354f4 VIVAENGAGE_CORE
b76fb638-6ba6-402a-b9f9-83d28acb3d86 VIVA_LEARNING_SEEDED
b8afc642-032e-4de5-8c0a-507a7bba7e5d WHITEBOARD_PLAN1
7547a3fe-08ee-4ccb-b430-5077c5041653 YAMMER_ENTERPRISE
795f6fe0-cc4d-4773-b050-5dde4dc704c9 UNIVERSAL_PRINT_01
8e229017-d77b-43d5-9305-903395523b99 WINBIZ
7bf960f6-2cd9-443a-8046-5dbff9558365 WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE
de377cbc-0019-4ec2-b77c-3f223947e102 AAD_SMB
6c57d4b6-3b23-47a5-9bc9-69f17b4947b3 RMS_S_PREMIUM
28b0fa46-c39a-4188-89e2-58e979a6b014 DYN365_CDS_O365_P3
8a256a2b-b617-496d-b51b-e76466e88db0 MFA_PREMIUM
932ad362-64a8-4783-9106-97849a1a30b9 ADALLOM_S_DISCOVERY
41781fb2-bc02-4b7c-bd55-b576c07bb09d AAD_PREMIUM
8e9ff0ff-aa7a-4b20-83c1-2f636b600ac2 INTUNE_SMBIZ
c1ec4a95-1f05-45b3-a911-aa3fa01094f5 INTUNE_A
743dd19e-1ce3-4c62-a3ad-49ba8f63a2f6 STREAM_O365_E1
92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c POWERAPPS_O365_P1
0f9b09cb-62d1-4ff4-9129-43f4996f83f4 FLOW_O365_P1
ded3d325-1bdc-453e-8432-5bac26d7a014 POWER_VIRTUAL_AGENTS_O365_P3`;

export const organization: Settings = {
  servicePlans: plans.split('\n').map((line) => ({
    servicePlanName: line.replace(/^\S+ /, ''),
    servicePlanId: line.replace(/ .*/, ''),
    servicePlanType: null,
    appliesTo: 'User',
    provisioningStatus: 'Success',
  })),
  subscribedSkus: [
    {
      skuPartNumber: 'SPB',
      skuId: 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46',
      consumedUnits: members.length,
      capabilityStatus: 'Enabled',
      prepaidUnits: { enabled: 15, suspended: 0, warning: 0, lockedOut: 0 },
    },
  ],
  organizationContact: {
    id: tenant.id,
    displayName: tenant.name,
    technicalNotificationMails: [`ruth.medrano@${tenant.domain}`],
    securityComplianceNotificationMails: [],
    privacyProfile: null,
  },
  groups: [
    {
      id: guid('group', 1),
      displayName: 'All Company',
      visibility: 'Public',
      groupTypes: ['Unified'],
      resourceProvisioningOptions: [],
    },
  ],
  backupPolicies: [],
  deviceManagementSettings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
  deviceCompliancePolicies: [],
  managedDevices: [],
  managedDeviceCleanupSettings: { deviceInactivityBeforeRetirementInDays: 0 },
  managedDeviceCleanupRules: [],
  managedAppPolicies: [],
  configurationPolicies: [],
  groupPolicyConfigurations: [],
};
