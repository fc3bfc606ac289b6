import type { Scope } from '../../resource.ts';

const role = 'Sites.FullControl.All';

/**
 * SharePoint's admin API knows one permission for reading and writing. An organization that does not give it keeps the
 * settings that Graph has; the sections of these resources are then not read.
 */
export const readScope: Scope = {
  api: 'sharepoint',
  role,
  registration: 'read-settings',
  why: "Optional: to read the sharing settings that Graph lacks, for which SharePoint's own API takes no lesser permission.",
};

export const changeScope: Scope = {
  api: 'sharepoint',
  role,
  registration: 'change',
  why: "Optional: to tighten the sharing settings that Graph lacks, for which SharePoint's own API takes no lesser permission.",
};
