import { protectionPolicies, userDrive } from './drives.ts';
import { sharepointSettings } from './settings.ts';
import { rootSite } from './sites.ts';

/** SharePoint's settings, sites, drives and files. */
export const sharepointResources = [protectionPolicies, rootSite, sharepointSettings, userDrive];
