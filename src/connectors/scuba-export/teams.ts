import type { ExportKey } from './key.ts';

export const teamsKeys: ExportKey[] = [];
