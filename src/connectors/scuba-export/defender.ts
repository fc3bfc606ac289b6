import type { ExportKey } from './key.ts';

export const defenderKeys: ExportKey[] = [];
