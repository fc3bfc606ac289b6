import { listSection } from '../section.ts';
import { flag, list, moment, object, text } from '../shape.ts';

export const entraPrivilegeSections = {
  users: listSection({
    title: 'users',
    call: 'GET /users?$select=id,userPrincipalName,displayName,accountEnabled,userType,assignedLicenses,onPremisesImmutableId,createdDateTime,signInActivity',
    service: 'entra',
    fields: {
      id: text,
      userPrincipalName: text,
      displayName: text,
      accountEnabled: flag,
      userType: text,
      onPremisesImmutableId: text,
      createdDateTime: moment,
      signInActivity: object({
        lastSignInDateTime: moment,
        lastSuccessfulSignInDateTime: moment,
        lastNonInteractiveSignInDateTime: moment,
      }),
    },
  }),
  groupSettings: listSection({
    title: 'directory settings',
    call: 'GET /groupSettings',
    service: 'entra',
    fields: { id: text, displayName: text, templateId: text, values: list(object({ name: text, value: text })) },
  }),
};
