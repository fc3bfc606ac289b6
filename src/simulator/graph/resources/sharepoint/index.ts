import { protectionPolicies, userDrive } from './drives.ts';
import { sharepointSettings } from './settings.ts';

/** SharePoint's settings, sites, drives and files. */
export const sharepointResources = [protectionPolicies, sharepointSettings, userDrive];
