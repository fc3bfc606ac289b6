import { isPlainObject } from '../../../core/shape.ts';
import { cmdletResource } from './cmdlet-resource.ts';
import { parameterName } from './records.ts';

const host = 'exchange';

/** The hashtables of `-MessageContainsDataClassifications @{Name='…'}`. */
function hashtables(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hashtables);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [parameterName(key), inner]));
}

export const mailFlowResources = [
  cmdletResource({
    section: 'remoteDomains',
    host,
    noun: 'RemoteDomain',
    // -Identity takes the name; the domain of the default one is `*`.
    write: { lookUp: true },
  }),
  cmdletResource({ section: 'acceptedDomains', host, noun: 'AcceptedDomain' }),
  cmdletResource({
    section: 'transportRules',
    host,
    noun: 'TransportRule',
    write: {
      creates: true,
      state: 'state',
      values: {
        messageContainsDataClassifications: hashtables,
        messageContainsAllDataClassifications: hashtables,
      },
      // Texts that Exchange makes of the parameters.
      derived: ['conditions', 'exceptions', 'guid', 'identity'],
    },
  }),
  cmdletResource({ section: 'inboundConnectors', host, noun: 'InboundConnector' }),
  cmdletResource({
    section: 'outboundConnectors',
    host,
    noun: 'OutboundConnector',
    parameters: { IncludeTestModeConnectors: true },
    write: { creates: true },
  }),
  cmdletResource({ section: 'outboundSpamPolicies', host, noun: 'HostedOutboundSpamFilterPolicy', write: {} }),
  cmdletResource({
    section: 'dkimSigningConfigs',
    host,
    noun: 'DkimSigningConfig',
    write: { createsOnly: true, rename: { domain: 'DomainName' } },
  }),
];
