import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { guestsCannotReshare } from './guests-cannot-reshare.ts';

const spo = (PreventExternalUsersFromResharing: unknown) =>
  tenant({ sharepointTenant: { PreventExternalUsersFromResharing } });
const graph = (isResharingByExternalUsersEnabled: boolean) =>
  tenant({ sharepointSettings: { isResharingByExternalUsersEnabled } });

testControl(guestsCannotReshare, {
  pass: { prevented: spo(true), 'Graph says it the other way around': graph(false) },
  fail: { 'not prevented': [spo(false), { resources: ['Sharing by guests'] }], 'by Graph alone': graph(true) },
  unknown: { 'null is no answer': spo(null) },
});
