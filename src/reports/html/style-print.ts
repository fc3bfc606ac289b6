/** Text for the foot of each printed page; already safe to stand in a CSS string. */
export interface PageFooter {
  left: string;
  right: string;
}

/**
 * White ground, light tokens, everything collapsed open. What is on paper twice is left out: the table of the eight
 * counts beside their legend, single changes (a screen shows them), and for controls that ask for no work
 * the reasons and the fix. No evidence is left out.
 */
export function printCss(footer: PageFooter): string {
  const small = 'font:9px Inter,sans-serif;color:#626b71';
  return `@page{margin:13mm 12mm 15mm;@bottom-left{content:"${footer.left}";${small}}@bottom-center{content:"${footer.right}";${small}}@bottom-right{content:"Page " counter(page) " of " counter(pages);${small}}}
@media print{body{background:#fff;font-size:9.5px;line-height:12.5px;-webkit-print-color-adjust:exact;print-color-adjust:exact}.c,h3,th,footer{font-size:8.5px;line-height:11px}.code{font-size:8px;line-height:11px}h2{font-size:12px;line-height:16px}
.top{position:static}.top nav,.fs,.btn,.twin,.np,details.tw>summary,.fd>details>summary:after{display:none!important}.po{display:block}
main{max-width:none;padding:8px 0}.card{box-shadow:none;margin-bottom:8px}.ch{padding:8px 12px 5px}.pad{padding:0 12px 8px}.two{display:block}.two>.card{margin-bottom:8px}.lg{font-size:9px}.lg.all{grid-template-columns:repeat(4,1fr);gap:3px 12px;margin:8px 0 4px}
td{padding:3px 6px}th{padding:3px 6px}td:first-child,th:first-child{padding-left:12px}td:last-child,th:last-child{padding-right:12px}.in{margin:3px 0}.wf .in{padding:3px 8px!important}.in td:first-child,.in th:first-child{padding-left:8px}
svg[viewBox="0 0 16 16"]{width:11px;height:11px}svg[viewBox="0 0 16 14"]{width:11px;height:10px}.o,.sev{gap:4px}.ol li{padding:1.5px 0}.ol li>.o{min-width:64px}.nk li>.sev{min-width:60px}.pips i{width:4px;height:8px}.more{padding:0}.sv li{grid-template-columns:120px minmax(0,1fr) 24px;padding:1px 0}
.fx.rest thead,.fx.rest .pi,.fx.rest .li{display:none}.fx.rest td{padding:1.5px 6px}.fx.rest td:first-child{padding-left:12px;width:64%}.fx.rest td:last-child{padding-right:12px}.fx.rest .b{font-weight:400}
.fd{break-inside:auto}.fd>details>summary,.ch,h2,h3,tr,.wp,.steps li{break-inside:avoid}.fd>details>summary,.ch,h2,h3{break-after:avoid}thead{display:table-header-group}details::details-content{content-visibility:visible!important;display:block!important;height:auto!important}
.fd>details>summary{grid-template-columns:78px minmax(0,1fr) 62px;gap:4px 8px;padding:4px 12px}.fd>details>summary,.fd>details[open]>summary{background:var(--sub)}.same{display:none}.fb{padding:4px 12px 7px}.why{margin:5px 0;gap:12px}.wp{padding:5px 8px}.steps{margin:2px 0;padding-left:16px}.steps li{margin:0}.ra+.ci{margin-top:3px}
.brief .ra,.brief .wf,.brief .rf,.brief .ci .s{display:none}.brief .why{margin:3px 0}.brief .ci li{display:inline}.brief .ci li:not(:last-child):after{content:" · "}.brief .fb>p{margin-top:0!important}
.mx .ol li{display:inline;padding:0}.mx .ol li>.o{min-width:0;font-size:8.5px;gap:3px}.mx .ol li>.o svg{width:9px;height:9px;vertical-align:-1px}.mx .ol li:not(:last-child):after{content:"; "}.mx .ol{font-size:8.5px;line-height:11px;margin-top:2px!important}.mx table{table-layout:fixed}.mx th:nth-child(1){width:14%!important}.mx th:nth-child(2){width:34%!important}.mx th:nth-child(3){width:10%!important}.mx th:nth-child(4){width:42%!important}.mx td .bar{margin-top:2px;height:5px}
.rf a[href^=http]:after{content:" (" attr(href) ")";color:var(--ink3)}}`;
}
