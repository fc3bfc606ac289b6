const phones = new Set(['mobilePhone', 'alternateMobilePhone', 'officePhone']);
/** Registered for password reset, or for a short time; none of them is a lasting second factor. */
const noFactor = new Set(['email', 'securityQuestion', 'temporaryAccessPass', 'password']);

/** A phone number is the only second factor. */
export function onlyPhone(methods: readonly string[]): boolean {
  return (
    methods.some((method) => phones.has(method)) &&
    methods.every((method) => phones.has(method) || noFactor.has(method))
  );
}
