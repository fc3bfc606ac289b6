import type { UnavailableReason } from '../../core/snapshot.ts';
import type { Api } from '../resource.ts';

/**
 * Who answered: one of the outside APIs, Microsoft Entra's sign-in that gives their tokens, Azure Monitor that takes
 * logs in, a store for the archive, or an address that the organization named.
 */
export type Service = Api | 'login' | 'ingestion' | 'archive' | 'receiver';

export const serviceNames: Readonly<Record<Service, string>> = {
  graph: 'Microsoft Graph',
  exchange: 'Exchange Online',
  compliance: 'Security & Compliance',
  sharepoint: 'SharePoint',
  teams: 'the Teams configuration service',
  azure: 'Azure Resource Manager',
  'management-activity': 'the Management Activity API',
  login: 'Microsoft Entra sign-in',
  ingestion: 'Azure Monitor logs ingestion',
  archive: 'the archive',
  receiver: 'the receiver',
};

interface ErrorKind {
  /** Exit code of the command line, as design.md numbers them. */
  exit: number;
  meaning: string;
  hint: string;
  /** What a section becomes whose read failed so. */
  section: UnavailableReason;
}

/** Every error that a connector raises: what it means, what to do, and what it makes of a section. */
export const connectorErrors = {
  unauthorized: {
    exit: 4,
    meaning: 'The token was not accepted.',
    hint: 'Run `wardline tenant test`; the app registration or its certificate may have been changed.',
    section: 'no-permission',
  },
  forbidden: {
    exit: 5,
    meaning: 'The app registration lacks a permission or role for this.',
    hint: 'Compare its permissions with `wardline permissions` and give admin consent.',
    section: 'no-permission',
  },
  'not-licensed': {
    exit: 5,
    meaning: 'The tenant has no license for this feature.',
    hint: 'The settings of an unlicensed feature are reported as not licensed.',
    section: 'not-licensed',
  },
  'cmdlet-unavailable': {
    exit: 5,
    meaning: 'The cmdlet does not exist for this app: its role does not allow it, or the tenant lacks the license.',
    hint: 'Give the service principal the role that `wardline permissions` names (Global Reader to read).',
    section: 'no-permission',
  },
  'consent-missing': {
    exit: 5,
    meaning: 'The app registration is disabled, or nobody has consented to it in this tenant.',
    hint: 'An admin of the tenant gives consent to the app registration.',
    section: 'no-permission',
  },
  'app-unknown': {
    exit: 4,
    meaning: 'The tenant or the app registration does not exist.',
    hint: 'Compare the tenant ID, the application (client) ID and the cloud with the Entra admin center.',
    section: 'no-permission',
  },
  'resource-unknown': {
    exit: 5,
    meaning: 'The tenant does not have the service that the token is for.',
    hint: 'The tenant may lack a subscription that brings the service.',
    section: 'not-collected',
  },
  'certificate-refused': {
    exit: 4,
    meaning: 'The certificate was not accepted: it is not the registered one, or it has expired.',
    hint: 'Upload the certificate that `wardline connect` made to the app registration.',
    section: 'no-permission',
  },
  'sign-in-refused': {
    exit: 4,
    meaning: 'The sign-in was refused.',
    hint: 'The AADSTS number tells why; a conditional access policy may block it.',
    section: 'no-permission',
  },
  'sign-in-declined': {
    exit: 4,
    meaning: 'The sign-in was declined on the other device.',
    hint: 'Start it again and approve it.',
    section: 'no-permission',
  },
  'sign-in-expired': {
    exit: 4,
    meaning: 'The code was not entered in time.',
    hint: 'Start the sign-in again.',
    section: 'no-permission',
  },
  'clock-skew': {
    exit: 4,
    meaning: "This machine's clock differs too much from Microsoft's.",
    hint: 'Set the clock by network time and run again.',
    section: 'not-collected',
  },
  throttled: {
    exit: 6,
    meaning: 'The service kept asking for slower calls until patience ran out.',
    hint: 'Run again later; what was already read is kept.',
    section: 'not-collected',
  },
  unavailable: {
    exit: 6,
    meaning: 'The service failed and did not recover in time.',
    hint: 'Run again later; give the request ID to Microsoft if it stays.',
    section: 'not-collected',
  },
  'bad-request': {
    exit: 1,
    meaning: 'The service did not accept the request.',
    hint: '`--trace-http FILE` shows the request and the answer.',
    section: 'not-collected',
  },
  'not-found': {
    exit: 1,
    meaning: 'The object does not exist, or not any more.',
    hint: 'Read the tenant again.',
    section: 'not-collected',
  },
  conflict: {
    exit: 7,
    meaning: 'The object was changed or locked by somebody else, or exists already.',
    hint: 'Read the tenant again and make the plan anew.',
    section: 'not-collected',
  },
  gone: {
    exit: 6,
    meaning: 'The place to continue from has expired.',
    hint: 'It is read anew from the beginning.',
    section: 'not-collected',
  },
  'unexpected-shape': {
    exit: 1,
    meaning: 'The answer is not of the documented form.',
    hint: 'A proxy or a sign-in page may have answered; `--trace-http FILE` shows the calls.',
    section: 'unparsable',
  },
  incomplete: {
    exit: 6,
    meaning: 'The service gave a part of the result and said that there is more.',
    hint: 'Report it with the name of the call: it must ask for all results.',
    section: 'unparsable',
  },
  'paging-loop': {
    exit: 6,
    meaning: 'The pages of the list lead in a circle.',
    hint: 'Run again; give the request ID to Microsoft if it stays.',
    section: 'unparsable',
  },
  redirected: {
    exit: 1,
    meaning: 'The service sent the call elsewhere, which is never followed on its own.',
    hint: 'A proxy may demand a sign-in in the browser; the cloud of the tenant may be another.',
    section: 'not-collected',
  },
  'host-not-allowed': {
    exit: 1,
    meaning: 'The address does not belong to the service, so nothing was sent there.',
    hint: 'Check the cloud of the tenant and the host mapping.',
    section: 'not-collected',
  },
  'not-in-cloud': {
    exit: 1,
    meaning: "The tenant's cloud does not offer this service, or its address there is not known.",
    hint: 'The settings it would give are reported as not collected.',
    section: 'not-collected',
  },
  'too-large': {
    exit: 1,
    meaning: 'The answer is larger than the limit, so reading it was stopped.',
    hint: 'Report it with the name of the call.',
    section: 'not-collected',
  },
  timeout: {
    exit: 6,
    meaning: 'The service took too long.',
    hint: 'Run again; check the network if it stays.',
    section: 'not-collected',
  },
  'cut-off': {
    exit: 6,
    meaning: 'The connection broke before the answer was complete.',
    hint: 'Run again; check the network and the proxy if it stays.',
    section: 'not-collected',
  },
  unreachable: {
    exit: 6,
    meaning: 'No connection to the service could be made.',
    hint: 'Check the network, name resolution and whether an outbound proxy is needed (HTTPS_PROXY).',
    section: 'not-collected',
  },
  'certificate-untrusted': {
    exit: 1,
    meaning: 'The certificate of the other side is not trusted.',
    hint: 'Where a proxy inspects TLS, give its root certificate as the custom CA.',
    section: 'not-collected',
  },
  'proxy-refused': {
    exit: 1,
    meaning: 'The outbound proxy did not let the connection through.',
    hint: 'Check its address, its credentials and its allowed hosts.',
    section: 'not-collected',
  },
  cancelled: {
    exit: 130,
    meaning: 'The call was cancelled.',
    hint: 'Run again to continue.',
    section: 'not-collected',
  },
} as const satisfies Record<string, ErrorKind>;

export type ConnectorErrorCode = keyof typeof connectorErrors;

export interface ErrorFacts {
  service: Service;
  /** What was asked, without a value of the tenant: `GET /users/{…}/messages`, `Get-Mailbox`. */
  call: string;
  /** HTTP status of the answer. */
  status?: number;
  /** The service's own code: `Request_ResourceNotFound`, `AADSTS700027`, `AF20022`, `System.UnauthorizedAccessException`. */
  serviceCode?: string;
  /** The service's own ID of the request, for Microsoft's support. */
  requestId?: string;
  /** Seconds after which the service allows the next try. */
  retryAfter?: number;
  /** The request may have been carried out although no answer tells so. */
  mayHaveRun?: boolean;
  /** Words of ours that say more, without a value of the tenant. */
  detail?: string;
  hint?: string;
}

/**
 * An error of an outside API, in the form of the command line's errors (`code`, `message`, `hint`, `exit`). Message
 * and fields hold no value that came from the tenant, no token and no word of the service's own message, which may
 * quote both.
 */
export class ConnectorError extends Error {
  readonly code: ConnectorErrorCode;
  readonly hint: string;
  readonly facts: Readonly<ErrorFacts>;

  constructor(code: ConnectorErrorCode, facts: ErrorFacts) {
    super(messageOf(code, facts));
    this.name = 'ConnectorError';
    this.code = code;
    this.hint = facts.hint ?? connectorErrors[code].hint;
    this.facts = facts;
  }

  get exit(): number {
    return connectorErrors[this.code].exit;
  }

  /** What a section becomes whose read failed so. */
  get section(): UnavailableReason {
    return connectorErrors[this.code].section;
  }
}

function messageOf(code: ConnectorErrorCode, facts: ErrorFacts): string {
  const where = `${serviceNames[facts.service]}, ${facts.call}`;
  const answer = [
    facts.status === undefined ? undefined : `HTTP ${facts.status}`,
    facts.serviceCode,
    facts.requestId === undefined ? undefined : `request ${facts.requestId}`,
  ].filter((part) => part !== undefined);
  const detail = facts.detail ? ` ${facts.detail}` : '';
  const uncertain = facts.mayHaveRun ? ' The request may have been carried out.' : '';
  const end = answer.length > 0 ? ` (${answer.join(', ')})` : '';
  return `${capital(where)}: ${connectorErrors[code].meaning}${detail}${uncertain}${end}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function isConnectorError(error: unknown, ...codes: readonly ConnectorErrorCode[]): error is ConnectorError {
  return error instanceof ConnectorError && (codes.length === 0 || codes.includes(error.code));
}
