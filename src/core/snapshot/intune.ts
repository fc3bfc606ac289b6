export const intuneSections = {};
