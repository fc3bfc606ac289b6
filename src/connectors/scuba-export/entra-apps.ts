import type { ExportKey } from './key.ts';

export const entraAppsKeys: ExportKey[] = [];
