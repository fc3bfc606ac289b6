import type { GraphResource } from '../../resource.ts';

/** Intune: `/deviceManagement/…`, `/deviceAppManagement/…`. */
export const deviceResources: readonly GraphResource[] = [];
