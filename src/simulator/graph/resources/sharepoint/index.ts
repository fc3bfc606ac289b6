import { sharepointSettings } from './settings.ts';

/** SharePoint's settings, sites, drives and files. */
export const sharepointResources = [sharepointSettings];
