export const defenderSections = {};
