import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { changeApp, changeAppApproved } from '../../../test/conditional-access-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { namedLocationLoosened } from './named-location-loosened.ts';

const place = (ranges: string[], isTrusted = true) =>
  JSON.stringify({ displayName: 'Main office', isTrusted, ipRanges: ranges.map((cidrAddress) => ({ cidrAddress })) });
const record = (activity: string, now: string, old?: string, fields = {}) =>
  directoryAuditRecord(
    activity,
    {
      category: 'Policy',
      targets: [{ type: 'NamedLocation', displayName: 'Main office' }],
      changes: [['NamedLocation', now, old]],
    },
    fields,
  );
const office = place(['192.0.2.0/28']);

testDetection(namedLocationLoosened, {
  alerts: {
    'S3-29: a range is added to a trusted place': {
      records: [record('Update named location', place(['192.0.2.0/28', '203.0.113.7/32']), office)],
      severity: 'medium',
      group: 'main office',
      why: /1 new address range,/,
    },
    'a new trusted place': [record('Add named location', office)],
    'a place becomes trusted': [record('Update named location', office, place(['192.0.2.0/28'], false))],
    'the whole Internet': {
      records: [record('Update named location', place(['0.0.0.0/1']), office)],
      severity: 'high',
    },
    'the unified log': [
      entraRecord('Update named location.', { changes: [['NamedLocation', place(['203.0.113.0/24']), office]] }),
    ],
  },
  silent: {
    'a range is taken out': [record('Update named location', office, place(['192.0.2.0/28', '203.0.113.7/32']))],
    'a place that is not trusted': [record('Add named location', place(['203.0.113.0/24'], false))],
    countries: [record('Add named location', '{"displayName":"US","countriesAndRegions":["US"]}')],
    'a declared network of the own': {
      records: [record('Update named location', place(['192.0.2.0/28', '203.0.113.0/24']), office)],
      organization: { watch: { networks: ['203.0.113.0/24'] } },
    },
    'the approved change application': {
      records: [record('Add named location', office, undefined, changeApp)],
      organization: changeAppApproved,
    },
  },
});
