import type { Outcome } from '../../core/outcome.ts';

/** Short names of the outcomes in CSS variables and classes. */
export const outcomeKeys: Record<Outcome, string> = {
  pass: 'pass',
  attested: 'att',
  partial: 'part',
  fail: 'fail',
  unknown: 'unk',
  excepted: 'exc',
  'not-licensed': 'nlic',
  'not-applicable': 'na',
};

const light = `color-scheme:light;--bg:#f5f4f0;--card:#ffffff;--sub:#faf9f6;--hover:#f1efea;--line:#e3e0d9;--line2:#8b877d;--ink:#1b2226;--ink2:#465057;--ink3:#626b71;
--brand:#0f5468;--brandH:#0b4252;--brandT:#e2eef1;--onbrand:#ffffff;--focus:#0f5468;
--pass:#0a6a4e;--passT:#e1f2ea;--passF:#187f60;--fail:#a8281c;--failT:#fbe8e5;--failF:#c63d2c;--part:#775000;--partT:#fbefd6;--partF:#e0a42b;
--unk:#5a449f;--unkT:#eeeaf8;--unkF:#9f8fe0;--nlic:#873a67;--nlicT:#f7e8f0;--nlicF:#c0679b;--na:#545c62;--naT:#ececea;--naF:#b5b9bb;
--att:#1a59a5;--attT:#e3edf9;--attF:#1d55a3;--exc:#6f4a2b;--excT:#f3eae1;--excF:#c9a98a;--sh:0 1px 2px rgba(27,34,38,.06);--tenant:#2c6e8f`;
const dark = `color-scheme:dark;--bg:#11161a;--card:#192025;--sub:#151b20;--hover:#222b31;--line:#2d373e;--line2:#77848c;--ink:#e9eef0;--ink2:#b8c3c9;--ink3:#94a1a8;
--brand:#74c3d8;--brandH:#97d4e4;--brandT:#17343e;--onbrand:#06222b;--focus:#97d4e4;
--pass:#68cfa8;--passT:#12362b;--passF:#23886a;--fail:#ff9d8f;--failT:#46201b;--failF:#e8604d;--part:#f0be5f;--partT:#3b2d0f;--partF:#e3b04a;
--unk:#beaff2;--unkT:#2d2650;--unkF:#a99af0;--nlic:#e7a6c9;--nlicT:#40233a;--nlicF:#c878a6;--na:#aab4ba;--naT:#283037;--naF:#65717a;
--att:#8fbdf2;--attT:#17304f;--attF:#3f70c0;--exc:#dcb48f;--excT:#3a2b1e;--excF:#7d5f42;--sh:none;--tenant:#5aa3c8`;

/** Colors as CSS variables: light, dark by the system or by `data-theme`, light in print. */
export const tokenCss = `:root{${light}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}
@media screen{:root[data-theme=dark]{${dark}}}`;

/** The textures of unknown, not licensed and excepted, without which red-green blind readers lose them; and of planned. */
export const textures = `<svg width="0" height="0" class="defs" aria-hidden="true"><defs>
<pattern id="hu" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--unkT)"/><rect width="2.5" height="5" fill="var(--unkF)"/></pattern>
<pattern id="hn" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="var(--nlicT)"/><rect width="5" height="2" fill="var(--nlicF)"/></pattern>
<pattern id="he" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="var(--excT)"/><circle cx="2.5" cy="2.5" r="1.7" fill="var(--excF)"/></pattern>
<pattern id="hp" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--card)"/><rect width="2.5" height="5" fill="var(--brand)"/></pattern>
</defs></svg>`;

/** Fill of each outcome in a chart. */
export const figureCss = `.f-pass{fill:var(--passF)}.f-att{fill:var(--attF)}.f-part{fill:var(--partF)}.f-fail{fill:var(--failF)}.f-unk{fill:url(#hu)}.f-exc{fill:url(#he)}.f-nlic{fill:url(#hn)}.f-na{fill:var(--naT);stroke:var(--naF)}
.gl{stroke:var(--line);stroke-width:1;shape-rendering:crispEdges}.ax{font:400 11px Inter,"Segoe UI",system-ui,sans-serif;fill:var(--ink3)}.defs{position:absolute}`;
