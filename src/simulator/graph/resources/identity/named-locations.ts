import { list, oneOf, readOnly, texts } from '../../../properties.ts';
import { badRequest } from '../../errors.ts';
import { defineGraphCollection } from '../../resource.ts';

export const namedLocations = defineGraphCollection({
  path: '/identity/conditionalAccess/namedLocations',
  type: 'namedLocation',
  state: 'namedLocations',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  family: 'policy',
  roles: {
    read: ['Policy.Read.All', 'Policy.Read.ConditionalAccess'],
    write: ['Policy.Read.All+Policy.ReadWrite.ConditionalAccess'],
  },
  activity: { noun: 'named location', service: 'Conditional Access', category: 'Policy', target: 'Policy' },
  properties: {
    id: readOnly('text'),
    displayName: 'text',
    createdDateTime: readOnly('moment'),
    modifiedDateTime: readOnly('moment'),
    deletedDateTime: readOnly('moment'),
  },
  subtypes: {
    ipNamedLocation: {
      isTrusted: 'flag',
      ipRanges: list(oneOf({ iPv4CidrRange: { cidrAddress: 'text' }, iPv6CidrRange: { cidrAddress: 'text' } })),
    },
    countryNamedLocation: {
      countriesAndRegions: texts,
      includeUnknownCountriesAndRegions: 'flag',
      countryLookupMethod: ['clientIpAddress', 'authenticatorAppGps'],
    },
  },
  required: ['displayName'],
  touched: 'modifiedDateTime',
  defaults: ({ state }) => ({ createdDateTime: state.now, modifiedDateTime: state.now }),
  validate({ state }, { before, after }) {
    const ranges = after['ipRanges'];
    if (after['@odata.type'] === '#microsoft.graph.ipNamedLocation' && !(Array.isArray(ranges) && ranges.length > 0))
      throw badRequest('1045: An IP named location needs at least one range.');
    const twin = state.list('namedLocations').find((entry) => entry['displayName'] === after['displayName']);
    if (twin && twin['id'] !== (before ?? after)['id'])
      throw badRequest(`1046: A named location called '${String(after['displayName'])}' exists already.`);
  },
});
