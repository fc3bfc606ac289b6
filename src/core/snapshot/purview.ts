export const purviewSections = {};
