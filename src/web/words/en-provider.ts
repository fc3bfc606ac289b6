/** Single sign-on under Settings. */
export const provider = {
  title: 'Single sign-on',
  caption: 'An identity provider, such as Microsoft Entra, that vouches for people.',
  none: 'Not set up. Whoever runs the server sets WARDLINE_OIDC_ISSUER, WARDLINE_OIDC_CLIENT_ID and WARDLINE_OIDC_CLIENT_SECRET; docs/sign-in.md says how to register Wardline in Entra.',
  name: 'Name',
  issuer: 'Issuer',
  clientId: 'Client ID',
  redirect: 'Redirect address to register there',
  people: 'Vouches for',
  nobody: 'Nobody yet. People bind their account under My account, or by their invitation.',
  test: 'Test it',
  works: 'Answers',
  fails: 'Does not work',
  unlink: 'Unlink',
  unlinkTitle: (name: string) => `Unlink ${name} from the identity provider?`,
  unlinkText: 'Their sessions end at once. They sign in with a password or passkey, or bind it again.',
};
