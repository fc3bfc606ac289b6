import { defineControl } from '../../core/control.ts';
import { combine, fail, partial, pass } from '../../core/verdict.ts';
import { evidence, fromTenant, notRead, setTenant } from './settings.ts';
import { type Site, setSite, siteEvidence, undeclaredOverrides } from './sites.ts';

const isEdit = (site: Site) => site.defaultLinkPermission === 'edit';

export const defaultLinkViewOnly = defineControl({
  id: 'sharepoint.default-link-view-only',
  title: 'New sharing links let people view, not edit',
  finding: 'New sharing links let people edit',
  severity: 'medium',
  rationale:
    'A chart or consent form that a recipient can change is no longer the record. Viewing first keeps the original whole, and whoever needs an edit link can still choose one.',
  citations: ['164.312(c)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SHAREPOINT.2.2v1', level: 'shall' },
    { source: 'CIS', id: '7.2.11' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/change-default-sharing-link' },
  ],
  aliases: ['SP-05'],
  reads: ['sharepointTenant.defaultLinkPermission'],
  mayRead: ['sites'],
  evaluate({ sharepointTenant, sites }, { declared }) {
    const reading = fromTenant(sharepointTenant, 'defaultLinkPermission');
    if (!reading) return notRead('the default permission of links', 'GET _api/SPO.Tenant');
    const { value } = reading;
    const found = evidence(
      { value, section: 'sharepointTenant', readFrom: 'sharepointTenant.defaultLinkPermission' },
      'Default link permission',
      'view',
      value === 'none' ? 'not set, which means edit' : value,
    );
    const policies = { 'MS.SHAREPOINT.2.2v1': value === 'view' ? 'pass' : 'fail' } as const;
    const wouldPassIf = 'The default permission of links is View.';
    const edit = undeclaredOverrides(sites, declared.sites, isEdit).map((site) =>
      siteEvidence(site, 'view', 'edit', 'sites.defaultLinkPermission'),
    );
    return combine({
      tenant:
        value === 'view'
          ? pass('The permission offered first is View.', [found], { policies })
          : fail('The permission offered first lets the recipient edit.', [found], { policies, wouldPassIf }),
      ...(edit.length > 0 && {
        sites: partial(`${edit.length} of ${sites!.length} sites offer Edit first.`, edit, {
          wouldPassIf: `${edit.map(({ name }) => name).join(', ')} follow the tenant's default, or you declare them.`,
        }),
      }),
    });
  },
  remediation: {
    fix: 'Make View the default permission of links',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing.',
      'Under File and folder links, set "Choose the permission that\'s selected by default for sharing links" to View.',
      'Save.',
    ],
    script: ['Set-SPOTenant -DefaultLinkPermission View'],
  },
  changes({ sharepointTenant, sites }, { declared }) {
    const notice = 'People who share: the first choice is View, an edit link takes one more click.';
    const changes = undeclaredOverrides(sites, declared.sites, isEdit).map((site) =>
      setSite(
        site,
        { defaultLinkPermission: 'none' },
        '-DefaultLinkPermission None',
        `Let ${site.url} follow the tenant's default permission`,
        notice,
      ),
    );
    const value = sharepointTenant.defaultLinkPermission;
    if (value && value !== 'view') {
      const summary = 'Make View the default permission of sharing links';
      changes.push(setTenant({ defaultLinkPermission: 'view' }, '-DefaultLinkPermission View', summary, notice));
    }
    return changes;
  },
  knownGaps: ['Sites that offer Edit by a setting of their own are judged only when the site inventory was read.'],
});
