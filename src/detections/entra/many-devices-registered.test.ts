import { directoryAuditRecord, entraRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { manyDevicesRegistered } from './many-devices-registered.ts';

const owner = 'nina@clinic.example.com';
const owned = (device: number, at: number, user = owner) =>
  entraRecord('Add registered owner to device.', {
    at,
    user: 'Device Registration Service',
    object: user,
    targets: [
      ['User', 2],
      [user, 5],
    ],
    changes: [['Device.ObjectID', `"44444444-0000-4000-8000-00000000000${device}"`]],
  });
const registered = (device: number, at: number) =>
  directoryAuditRecord('Register device', {
    user: owner,
    at,
    category: 'Device',
    targets: [{ type: 'Device', id: `44444444-0000-4000-8000-00000000000${device}` }],
  });

testDetection(manyDevicesRegistered, {
  alerts: {
    'S3-29: five devices on one day': {
      records: many(5, (index) => owned(index, index * 60)),
      severity: 'medium',
      actor: owner,
      group: owner,
      why: /registered 5 devices/,
    },
    Graph: many(6, (index) => registered(index, index * 5)),
  },
  silent: {
    'a phone and a laptop': [owned(1, 0), owned(2, 10)],
    'one device, five records': many(5, (index) => owned(1, index)),
    'enrolment of a whole ward, each their own': many(8, (index) =>
      owned(index, index, `person${index}@clinic.example.com`),
    ),
    'a technician who was declared': {
      records: many(8, (index) => owned(index, index)),
      organization: { watch: { serviceAccounts: [owner] } },
    },
  },
});
