import { drives, protectionPolicies, userDrive, userDrives } from './drives.ts';
import { itemPermissions } from './item-permissions.ts';
import { itemVersions } from './item-versions.ts';
import { driveItems } from './items.ts';
import { sharepointSettings } from './settings.ts';
import { rootSite, siteDrive, siteDrives, sites } from './sites.ts';

/** SharePoint's settings, sites, drives and files. */
export const sharepointResources = [
  driveItems,
  drives,
  itemPermissions,
  itemVersions,
  protectionPolicies,
  rootSite,
  sharepointSettings,
  siteDrive,
  siteDrives,
  sites,
  userDrive,
  userDrives,
];
