export const teamsSections = {};
