import type { ExportKey } from './key.ts';

export const intuneKeys: ExportKey[] = [];
