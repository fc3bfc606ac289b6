/** Why a pattern has no equal in JavaScript. Its message holds nothing of the pattern but the escape in question. */
export class Untranslatable extends Error {}
