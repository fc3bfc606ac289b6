import { defineResource } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { type Raw, all, records } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { without } from './writing.ts';

const path = '/identity/conditionalAccess/namedLocations';

/** Graph takes a location, and each address range in it, only with its type. */
function typed(location: Raw): Raw {
  const countries = 'countriesAndRegions' in location;
  const type = countries ? '#microsoft.graph.countryNamedLocation' : '#microsoft.graph.ipNamedLocation';
  const body = without(location, 'id', 'createdDateTime', 'modifiedDateTime');
  return {
    '@odata.type': type,
    ...body,
    ...('ipRanges' in body && { ipRanges: records(body['ipRanges']).map(typedRange) }),
  };
}

function typedRange(range: Raw): Raw {
  const version = String(range['cidrAddress']).includes(':') ? 'iPv6CidrRange' : 'iPv4CidrRange';
  return { '@odata.type': `#microsoft.graph.${version}`, ...range };
}

export const namedLocations = defineResource({
  id: 'graph.named-locations',
  sections: ['namedLocations'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To read the places that Conditional Access policies speak of.'),
    toChange('Policy.Read.All', 'Microsoft asks for it beside the right to write named locations.'),
    toChange('Policy.ReadWrite.ConditionalAccess', 'To create and change named locations.'),
  ],
  read: async ({ graph }) => ({ namedLocations: await all(graph, path) }),
  write: (clients, change) =>
    writeTo(clients, change, {
      path,
      create: typed,
      adapt: (body, present) => ({ ...typed(body), '@odata.type': present['@odata.type'] }),
    }),
});
