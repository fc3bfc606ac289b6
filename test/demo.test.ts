import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { texasClinic } from '../demo/make-texas-clinic.ts';
import { main } from '../src/cli/main.ts';
import { readSettingsFile } from '../src/connectors/settings-file/read.ts';
import { clinic } from '../src/controls/baselines/clinic.ts';
import { controls } from '../src/controls/index.ts';
import type { Result } from '../src/core/assessment.ts';
import { noOrganization } from '../src/core/organization.ts';
import type { Outcome } from '../src/core/outcome.ts';
import { type Snapshot, sectionNames } from '../src/core/snapshot.ts';
import { assess } from '../src/engine/assess.ts';

const file = fileURLToPath(new URL('../demo/texas-clinic.json', import.meta.url));
const at = '2026-11-20T12:00:00.000Z';

/** What must come out, from the story in docs/demo.md and not from a run. */
const expected: Record<string, Outcome> = {
  // Microsoft's default lets everybody make links that open without sign-in.
  'sharepoint.anyone-links-off': 'fail',
  'sharepoint.onedrive-anyone-links-off': 'fail',
  'sharepoint.anyone-links-expire': 'fail',
  'sharepoint.default-link-narrow': 'fail',
  'sharepoint.default-link-view-only': 'fail',
  'sharepoint.guests-expire': 'fail',
  'sharepoint.unmanaged-devices-limited': 'fail',
  // Security defaults ask staff for MFA only now and then, but close old protocols for all.
  'entra.mfa-for-all-users': 'partial',
  'entra.mfa-for-guests': 'partial',
  'entra.legacy-authentication-blocked': 'pass',
  'entra.security-defaults-or-conditional-access': 'pass',
  'entra.break-glass-accounts-ready': 'fail',
  // Dale Oakes left in August; Ruth Medrano and Victor Nash are the two Global Administrators.
  'entra.stale-accounts-disabled': 'fail',
  'entra.users-registered-for-mfa': 'fail',
  'entra.global-administrators-few': 'pass',
  'entra.fine-grained-roles-preferred': 'fail',
  'entra.guest-directory-view-limited': 'pass',
  'entra.guest-invites-restricted': 'fail',
  'entra.user-consent-off': 'fail',
  'entra.app-registration-admins-only': 'fail',
  // Business Premium has no Entra ID P2, no Customer Lockbox, no Defender for Cloud Apps.
  'entra.high-risk-sign-ins-blocked': 'not-licensed',
  'entra.no-permanent-privileged-assignments': 'not-licensed',
  'entra.access-reviews-recur': 'not-licensed',
  'exchange.customer-lockbox-on': 'not-licensed',
  'entra.session-downloads-blocked': 'not-licensed',
  'exchange.remote-domain-forwarding-off': 'fail',
  'exchange.outbound-spam-forwarding-off': 'pass',
  'exchange.imap-pop-off': 'fail',
  'exchange.smtp-auth-off': 'pass',
  'exchange.spf-published': 'pass',
  'exchange.dmarc-rejects': 'fail',
  'exchange.mailbox-auditing-default-on': 'pass',
  'exchange.shared-mailboxes-cannot-sign-in': 'not-applicable',
  'purview.audit-log-on': 'pass',
  'purview.audit-log-retained': 'partial',
  'purview.dlp-finds-phi': 'fail',
  'purview.phi-label-published': 'fail',
  'teams.third-party-storage-off': 'fail',
  'teams.trial-tenants-blocked': 'pass',
  'intune.devices-without-policy-noncompliant': 'fail',
  // Nobody enrolled a device.
  'intune.compliance-policies-protective': 'not-applicable',
  // No agreement on record, no Azure connection, no permission for sign-in methods, no PHI site declared.
  'organization.microsoft-baa': 'unknown',
  'entra.logs-exported': 'unknown',
  'entra.sign-in-methods-renewed': 'unknown',
  'sharepoint.phi-sites-not-shared-outside': 'unknown',
  'organization.security-contact-set': 'partial',
};

async function assessed(change?: (snapshot: Snapshot) => Snapshot) {
  const snapshot = await readSettingsFile(file, at);
  return assess(change?.(snapshot) ?? snapshot, {
    controls,
    organization: noOrganization,
    baseline: clinic,
    at,
    version: 'test',
  });
}

function placeOf(results: readonly Result[], control: string): number {
  return results
    .filter((result) => result.rank && result.outcome !== 'unknown')
    .toSorted((a, b) => a.rank! - b.rank!)
    .findIndex((result) => result.control === control);
}

describe('the demo clinic', async () => {
  const assessment = await assessed();
  const result = (control: string) => assessment.results.find((entry) => entry.control === control)!;

  it('is what its generator makes', () =>
    assert.ok(
      readFileSync(file, 'utf8') === texasClinic(),
      'demo/texas-clinic.json is out of date: node demo/make-texas-clinic.ts',
    ));

  it('names nobody who could exist', () => {
    const text = readFileSync(file, 'utf8');
    for (const [address] of text.matchAll(/[\w.+#-]+@[\w.-]+/g))
      assert.match(address, /@larkmeadow(-example\.onmicrosoft\.com|\.example\.com)$/);
    for (const [host] of text.matchAll(/[\w-]+\.(?:onmicrosoft|sharepoint)\.com/g))
      assert.match(host, /^larkmeadow-example(-my)?\./);
  });

  it('holds every section or says why not; none is unparsable', async () => {
    const { sections } = await readSettingsFile(file, at);
    const unread = sectionNames.filter((name) => sections[name].status === 'unavailable');
    const reasons = unread.map((name) => {
      const section = sections[name];
      return section.status === 'unavailable' ? `${name} ${section.reason}` : name;
    });
    assert.deepEqual(reasons.toSorted(), [
      'accessReviews not-licensed',
      'emergencyAccounts not-collected',
      'entraDiagnosticSettings not-collected',
      'identityProtectionNotifications not-licensed',
      'privilegedRoles not-licensed',
      'signInAlertRules not-collected',
      'siteRoleAssignments not-collected',
      'teamsProtectionPolicies not-licensed',
      'teamsProtectionRules not-licensed',
      'userAuthenticationMethods no-permission',
    ]);
  });

  it('holds the fifteen people of the story', async () => {
    const { users, subscribedSkus } = (await readSettingsFile(file, at)).sections;
    assert.ok(users.status === 'read' && subscribedSkus.status === 'read');
    assert.equal(users.data.length, 15);
    assert.deepEqual(
      users.data.filter((user) => user.userType === 'Guest').map((user) => user.displayName),
      ['Victor Nash'],
    );
    assert.equal(subscribedSkus.data[0]?.skuPartNumber, 'SPB');
  });

  for (const [control, outcome] of Object.entries(expected)) {
    it(`${control}: ${outcome}`, () => {
      assert.ok(result(control), 'there is no such control');
      assert.equal(result(control).outcome, outcome, result(control).why);
    });
  }

  it('shows six of the eight outcomes; the other two come from people', () => {
    const none = Object.entries(assessment.counts).filter(([, count]) => count === 0);
    assert.deepEqual(none.map(([outcome]) => outcome).toSorted(), ['attested', 'excepted']);
  });

  it('the leaver is named', () => {
    const names = result('entra.stale-accounts-disabled').resources.map((resource) => resource.name);
    assert.deepEqual(names, ['dale.oakes@larkmeadow.example.com']);
  });

  it('S0-21: the settings that are still as Microsoft shipped them are listed one by one', () => {
    const defaults = result('organization.defaults-reviewed');
    assert.equal(defaults.outcome, 'fail');
    const names = defaults.resources.map((resource) => resource.name);
    for (const name of ['SharePoint sharing', 'Default link', 'Dropbox in Teams', 'Automatic forwarding outside'])
      assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
    assert.ok(names.length >= 40, `only ${names.length} settings`);
  });

  it('S0-38: Anyone links come first, MFA is in the list that is shown, both with effort and impact', () => {
    assert.equal(placeOf(assessment.results, 'sharepoint.anyone-links-off'), 0);
    assert.ok(placeOf(assessment.results, 'entra.mfa-for-all-users') < 10);
    assert.deepEqual(
      [result('entra.mfa-for-all-users').effort, result('entra.mfa-for-all-users').userImpact],
      ['minutes', 'medium'],
    );
  });

  it('S0-38: without security defaults MFA stands before everything that is not critical', async () => {
    const { results } = await assessed((snapshot) => ({
      ...snapshot,
      sections: {
        ...snapshot.sections,
        securityDefaults: { ...snapshot.sections.securityDefaults, data: { isEnabled: false } },
      } as Snapshot['sections'],
    }));
    const mfa = placeOf(results, 'entra.mfa-for-all-users');
    assert.equal(results.find((entry) => entry.control === 'entra.mfa-for-all-users')?.outcome, 'fail');
    const before = results.filter(
      (entry) => entry.severity !== 'critical' && entry.rank && entry.outcome !== 'unknown',
    );
    for (const entry of before) assert.ok(placeOf(results, entry.control) > mfa, `${entry.control} stands before MFA`);
  });
});

describe('wardline demo', () => {
  let cwd = '';
  before(() => (cwd = mkdtempSync(join(tmpdir(), 'wardline-demo-'))));
  after(() => rmSync(cwd, { recursive: true }));

  it('assesses the clinic, says what to fix first and writes the report', async () => {
    let [out, err] = ['', ''];
    const exit = await main(['demo', '-o', 'table', '--as-of', '2026-11-20'], {
      cwd,
      env: {},
      stdout: { write: (text) => (out += text), columns: 80 },
      stderr: { write: (text) => (err += text) },
    });
    assert.equal(exit, 0, err);
    assert.match(out, /^Larkmeadow Family Clinic/);
    assert.match(out, /Fix first.*\n 1\. ✗ Fail +critical Anyone links are on/);
    assert.match(out, /Not known: \d+ controls/);
    assert.match(out, /wardline-report\.html$/m);
    for (const line of out.split('\n').slice(1)) assert.ok(line.length <= 80 || line.includes(cwd), line);
    const report = readFileSync(join(cwd, 'reports', 'wardline-report.html'), 'utf8');
    assert.match(report, /^<!doctype html>/);
    assert.match(report, /Larkmeadow Family Clinic/);
    assert.match(report, /Dale Oakes|dale\.oakes@larkmeadow\.example\.com/);
  });
});
