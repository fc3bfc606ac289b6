export const entraAppsSections = {};
