import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { block, mfa, policy, strength } from '../../../test/conditional-access.ts';
import { tenant } from '../../../test/tenant.ts';
import { type Given, directory, globalAdministrator, group, matrix, nurse, plain } from '../../../test/what-if.ts';
import { sections } from '../../core/snapshot.ts';
import { evaluate, knownOf, sessionWords } from './evaluate.ts';

describe('S3-16: what-if matrix of Conditional Access', () => {
  const { snapshot } = tenant(directory);
  const known = knownOf(snapshot, new Map([[group, new Set([nurse])]]));
  for (const [topic, cases] of Object.entries(matrix))
    describe(topic, () => {
      for (const [name, [given, changes, effect, why]] of Object.entries(cases))
        it(`${name}: ${effect}`, () => {
          const [planned] = sections.conditionalAccessPolicies.decode([policy('Planned', given)]);
          const found = evaluate(planned!, { ...plain, ...changes }, known);
          assert.equal(found.effect, effect, found.why);
          if (why) assert.match(found.why, why);
        });
    });

  it('S3-16: without anything but the policy, nothing is called fine', () => {
    const nothing = knownOf(tenant({}).snapshot);
    const decide = (given: Given) => {
      const [planned] = sections.conditionalAccessPolicies.decode([policy('Planned', given)]);
      return evaluate(planned!, plain, nothing).effect;
    };
    assert.equal(decide({ grant: mfa }), 'unknown');
    assert.equal(decide({ users: { includeUsers: [], includeRoles: [globalAdministrator] }, grant: block }), 'unknown');
    assert.equal(
      decide({ users: { includeUsers: [], includeUsersX: 1, includeGroups: [group] }, grant: block }),
      'unknown',
    );
    assert.equal(decide({ conditions: { locations: { includeLocations: ['AllTrusted'] } }, grant: block }), 'unknown');
    assert.equal(decide({ grant: strength('x509CertificateMultiFactor') }), 'unknown');
  });

  it('S3-19: session limits are named', () => {
    const [planned] = sections.conditionalAccessPolicies.decode([
      policy('Planned', {
        session: {
          persistentBrowser: { isEnabled: true, mode: 'never' },
          signInFrequency: { isEnabled: true, type: 'hours', value: 12, frequencyInterval: 'timeBased' },
          applicationEnforcedRestrictions: { isEnabled: true },
          cloudAppSecurity: { isEnabled: true, cloudAppSecurityType: 'blockDownloads' },
        },
      }),
    ]);
    assert.deepEqual(sessionWords(planned!), [
      'browser sessions end with the browser',
      'people sign in again after 12 hours',
      'SharePoint and Outlook limit unmanaged devices',
      'downloads are blocked in the browser',
    ]);
  });
});
