import type { ExportKey } from './key.ts';

export const purviewKeys: ExportKey[] = [];
