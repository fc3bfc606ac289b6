import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConnectorError, type ConnectorErrorCode, connectorErrors } from './errors.ts';
import { classify, parseServiceError } from './service-error.ts';

const cases: [name: string, status: number, body: unknown, code: ConnectorErrorCode, serviceCode?: string][] = [
  [
    'Graph: no permission',
    403,
    { error: { code: 'Authorization_RequestDenied', message: 'Insufficient' } },
    'forbidden',
    'Authorization_RequestDenied',
  ],
  ['Graph: files', 403, { error: { code: 'accessDenied', message: 'x' } }, 'forbidden', 'accessDenied'],
  [
    'Graph: token',
    401,
    { error: { code: 'InvalidAuthenticationToken', message: 'x' } },
    'unauthorized',
    'InvalidAuthenticationToken',
  ],
  [
    'Graph: not there',
    404,
    { error: { code: 'Request_ResourceNotFound', message: "'anna@example.com'" } },
    'not-found',
    'Request_ResourceNotFound',
  ],
  [
    'Graph: P2 is missing',
    400,
    { error: { code: 'BadRequest', message: 'AadPremiumLicenseRequired' } },
    'not-licensed',
    'BadRequest',
  ],
  [
    'Graph: P1 is missing',
    403,
    { error: { code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', message: 'x' } },
    'not-licensed',
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  ],
  [
    'Graph: Identity Protection is missing',
    403,
    { error: { code: 'Forbidden', message: 'Your tenant is not licensed for this feature.' } },
    'not-licensed',
    'Forbidden',
  ],
  [
    'Graph: Intune is missing',
    400,
    { error: { code: 'BadRequest', message: 'Request not applicable to target tenant.' } },
    'not-licensed',
    'BadRequest',
  ],
  [
    'Graph: wrong request',
    400,
    { error: { code: 'Request_BadRequest', message: 'Invalid property' } },
    'bad-request',
    'Request_BadRequest',
  ],
  [
    'Graph: changed meanwhile',
    412,
    { error: { code: 'preconditionFailed', message: 'x' } },
    'conflict',
    'preconditionFailed',
  ],
  ['Graph: locked', 423, { error: { code: 'resourceLocked', message: 'x' } }, 'conflict', 'resourceLocked'],
  ['Graph: expired delta', 410, { error: { code: 'syncStateNotFound', message: 'x' } }, 'gone', 'syncStateNotFound'],
  ['Graph: slower', 429, { error: { code: 'TooManyRequests', message: 'x' } }, 'throttled', 'TooManyRequests'],
  ['Exchange: no role', 403, { error: { code: 'Forbidden', message: 'x', details: [] } }, 'forbidden', 'Forbidden'],
  [
    'Exchange: unknown cmdlet',
    400,
    {
      error: {
        code: 'BadRequest',
        message: 'o',
        details: [
          { code: 'CmdletError', message: "The term 'Get-Label' is not recognized as the name of a cmdlet, function" },
        ],
      },
    },
    'cmdlet-unavailable',
    'CmdletError',
  ],
  [
    'Exchange: object is not there',
    400,
    {
      error: {
        code: 'x',
        message: 'o',
        innererror: {
          internalexception: {
            message: "The operation couldn't be performed because object 'Anna' couldn't be found on 'DC1'.",
          },
        },
      },
    },
    'not-found',
    'x',
  ],
  [
    'SharePoint: denied',
    403,
    {
      error: {
        code: '-2147024891, System.UnauthorizedAccessException',
        message: { lang: 'en-US', value: 'Access denied.' },
      },
    },
    'forbidden',
    'System.UnauthorizedAccessException',
  ],
  [
    'SharePoint: denied, other form',
    403,
    { 'odata.error': { code: '-2147024891, System.UnauthorizedAccessException', message: { value: 'x' } } },
    'forbidden',
    'System.UnauthorizedAccessException',
  ],
  ['SharePoint: token', 401, { error_description: 'Invalid JWT token.' }, 'unauthorized'],
  [
    'CSOM: denied',
    200,
    {
      ErrorMessage: 'Access denied.',
      ErrorCode: -2147024891,
      ErrorTypeName: 'System.UnauthorizedAccessException',
      TraceCorrelationId: 'c-1',
    },
    'forbidden',
    'System.UnauthorizedAccessException',
  ],
  [
    'CSOM: no such site',
    200,
    { ErrorMessage: 'Cannot get site https://…', ErrorTypeName: 'System.IO.FileNotFoundException' },
    'not-found',
    'System.IO.FileNotFoundException',
  ],
  [
    'CSOM: anything else',
    200,
    { ErrorMessage: 'x', ErrorTypeName: 'Microsoft.SharePoint.Client.ServerException' },
    'bad-request',
    'Microsoft.SharePoint.Client.ServerException',
  ],
  [
    'Entra: wrong certificate',
    401,
    {
      error: 'invalid_client',
      error_description: 'AADSTS700027: Client assertion failed signature validation.',
      error_codes: [700027],
      trace_id: 't-1',
    },
    'certificate-refused',
    'AADSTS700027',
  ],
  [
    'Entra: unknown app',
    400,
    { error: 'unauthorized_client', error_description: 'AADSTS700016: Application with identifier' },
    'app-unknown',
    'AADSTS700016',
  ],
  [
    'Entra: unknown tenant',
    400,
    { error: 'invalid_request', error_description: 'AADSTS90002: Tenant' },
    'app-unknown',
    'AADSTS90002',
  ],
  [
    'Entra: no consent',
    400,
    { error: 'invalid_grant', error_description: 'AADSTS65001: The user or administrator' },
    'consent-missing',
    'AADSTS65001',
  ],
  [
    'Entra: blocked',
    400,
    { error: 'invalid_grant', error_description: 'AADSTS53003: Access has been blocked' },
    'sign-in-refused',
    'AADSTS53003',
  ],
  [
    'Entra: clock',
    401,
    { error: 'invalid_client', error_description: 'AADSTS700024: Client assertion is not within' },
    'clock-skew',
    'AADSTS700024',
  ],
  ['Activity: permission', 401, { error: { code: 'AF10001', message: 'x' } }, 'forbidden', 'AF10001'],
  ['Activity: slower', 429, { error: { code: 'AF429', message: 'Too many requests.' } }, 'throttled', 'AF429'],
  ['Activity: no subscription', 400, { error: { code: 'AF20022', message: 'x' } }, 'bad-request', 'AF20022'],
  ['a failure without a body', 502, undefined, 'unavailable'],
  ['a page instead of an error', 503, '<html>', 'unavailable'],
  ['a redirect', 302, undefined, 'redirected'],
];

describe('service errors', () => {
  for (const [name, status, body, code, serviceCode] of cases)
    it(name, () => {
      const error = parseServiceError(body);
      assert.equal(classify(status, error), code);
      assert.equal(error?.code, serviceCode);
    });

  it('takes request ids from the body', () => {
    assert.equal(
      parseServiceError({ error: { code: 'x', message: 'y', innerError: { 'request-id': 'r-9' } } })?.requestId,
      'r-9',
    );
    assert.equal(parseServiceError({ error: 'e', error_description: 'AADSTS1: x', trace_id: 't-1' })?.requestId, 't-1');
    assert.equal(
      parseServiceError({ ErrorMessage: 'x', ErrorTypeName: 'y', TraceCorrelationId: 'c-1' })?.requestId,
      'c-1',
    );
  });

  it('shows no code that is more than a word', () => {
    assert.equal(parseServiceError({ error: { code: "Mailbox 'Anna Berg' is wrong", message: 'x' } })?.code, undefined);
  });

  it('gives a message of our own words, with status, code and request', () => {
    const error = new ConnectorError('forbidden', {
      service: 'teams',
      call: 'GET TeamsMeetingPolicy',
      status: 403,
      serviceCode: 'Forbidden',
      requestId: 'r-1',
    });
    assert.equal(
      error.message,
      'The Teams configuration service, GET TeamsMeetingPolicy: The app registration lacks a permission or role for this. (HTTP 403, Forbidden, request r-1)',
    );
    assert.deepEqual([error.exit, error.section, error.hint], [5, 'no-permission', connectorErrors.forbidden.hint]);
  });
});
