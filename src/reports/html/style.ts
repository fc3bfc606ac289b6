import { figureCss, tokenCss } from '../figures/tokens.ts';
import { type PageFooter, printCss } from './style-print.ts';

/** The look of the report: tokens, type and parts of the visual guide; light, dark, phone and print. */
export function styleSheet(font: string, footer: PageFooter): string {
  return `@font-face{font-family:Inter;font-style:normal;font-weight:100 900;font-display:swap;src:url(data:font/woff2;base64,${font}) format("woff2")}
${tokenCss}
${figureCss}
${base}
${parts}
${narrow}
${printCss(footer)}`;
}

const base = `*{box-sizing:border-box}html{scroll-padding-top:64px}html,body{margin:0}
body{font:400 13px/18px Inter,"Segoe UI Variable Text","Segoe UI",system-ui,sans-serif;background:var(--bg);color:var(--ink);font-variant-numeric:tabular-nums;font-feature-settings:"cv05","ss03";-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}ul{list-style:none}h1{font-size:20px;line-height:26px;font-weight:600;letter-spacing:-.01em}h2{font-size:14px;line-height:20px;font-weight:600}h3{font-size:12px;line-height:16px;font-weight:600;color:var(--ink2)}
a{color:var(--brand);text-decoration:none}a:hover{text-decoration:underline}:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}svg{flex:none}
.m{color:var(--ink2)}.s{color:var(--ink3)}.c{font-size:12px;line-height:16px}.b{font-weight:600}.r{text-align:right}.nw{white-space:nowrap}.sp{flex:1}.li{display:block}.po{display:none}.code{font:400 11.5px/16px "Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace}
[hidden]{display:none!important}.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}`;

const parts = `.top{position:sticky;top:0;z-index:2;display:flex;align-items:center;gap:16px;min-height:51px;padding:3px 20px 0;background:var(--card);border-bottom:1px solid var(--line)}.top:before{content:"";position:absolute;inset:0 0 auto;height:3px;background:var(--tenant)}
.logo{display:flex;align-items:center;gap:8px;font-size:15px;font-weight:600;letter-spacing:-.01em}.logo svg{color:var(--brand)}.ten{display:flex;align-items:center;gap:0 8px;font-weight:600;min-width:0;flex-wrap:wrap}.ten i{width:10px;height:10px;border-radius:3px;background:var(--tenant)}.ten .s{font-weight:400}
.top nav{display:flex;gap:4px 16px;flex-wrap:wrap}main{max-width:1240px;margin:0 auto;padding:16px 20px 32px}.ph{margin-bottom:12px}.ph p{margin-top:2px}
.btn{display:inline-flex;align-items:center;height:32px;padding:0 12px;border:1px solid var(--line2);border-radius:6px;background:var(--card);color:var(--ink);font:600 13px/18px inherit;font-family:inherit;cursor:pointer;white-space:nowrap}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;box-shadow:var(--sh);margin-bottom:12px}.ch{display:flex;align-items:baseline;flex-wrap:wrap;gap:2px 8px;padding:12px 16px 8px}.pad{padding:0 16px 14px}.more{padding-bottom:12px;border-top:1px solid var(--line)}.more>details>summary{margin-left:16px;margin-top:6px}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:12px;margin-bottom:12px}.two>.card{margin-bottom:0}.score{display:flex;align-items:flex-end;gap:12px 24px;flex-wrap:wrap;padding:0 16px 14px}.big{font-size:48px;line-height:48px;font-weight:600;letter-spacing:-.03em}
.lg{display:flex;flex-wrap:wrap;gap:4px 14px;font-size:12px;line-height:16px}.lg li,.ol li{display:flex;gap:5px;align-items:center}.lg.all{display:grid;grid-template-columns:repeat(auto-fill,minmax(148px,1fr));gap:7px 14px;margin:12px 0 8px}.lg.all li>span:last-child{font-weight:600}.lg.key{margin-top:4px;color:var(--ink2)}.key i{width:10px;height:10px;border-radius:2px}.k-now{background:var(--brand)}.k-reach{border:1.5px solid var(--brand)}.k-buy{border:1.5px dashed var(--line2)}
.ol li{gap:10px;padding:3px 0}.ol li>.o{flex:none;min-width:84px}.ol.cols{columns:2;column-gap:24px}.ol.cols li{break-inside:avoid}.nk li{align-items:flex-start}.nk li>.sev{flex:none;min-width:80px}.bar{display:block}
.o{display:inline-flex;align-items:center;gap:6px;font-weight:600;white-space:nowrap}
${['pass', 'att', 'part', 'fail', 'unk', 'exc', 'nlic', 'na'].map((key) => `.o-${key}{color:var(--${key})}`).join('')}
.sev{display:inline-flex;align-items:center;gap:6px;white-space:nowrap}.sev.critical{color:var(--fail);font-weight:600}.pips{display:inline-flex;gap:2px;vertical-align:middle}.pips i{width:6px;height:11px;border-radius:1.5px;background:var(--line)}.pips i.f{background:var(--ink3)}
table{border-collapse:collapse;width:100%}th{font-size:12px;line-height:16px;font-weight:500;color:var(--ink3);text-align:left;padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:bottom}td{padding:7px 8px;border-bottom:1px solid var(--line);vertical-align:top}tr:last-child>td{border-bottom:0}td:first-child,th:first-child{padding-left:16px}td:last-child,th:last-child{padding-right:16px}th.r,td.r{text-align:right}
.in{border:1px solid var(--line);border-radius:6px;overflow:hidden;margin:8px 0}.in td:first-child,.in th:first-child{padding-left:12px}.in thead th{background:var(--sub)}
.sv{padding:2px 16px 8px}.sv li{display:grid;grid-template-columns:154px minmax(0,1fr) 28px;gap:4px 12px;align-items:center;padding:3px 0}
.why{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:16px;margin:10px 0}.why.one{grid-template-columns:minmax(0,1fr);max-width:860px}.wp{background:var(--brandT);border-radius:6px;padding:10px 12px}.wp+.wp{margin-top:8px}.ra+.ci{margin-top:6px}.steps{padding-left:20px;margin:4px 0}.steps li{margin:2px 0}
details>summary{cursor:pointer;list-style:none}details>summary::-webkit-details-marker{display:none}details.tw>summary{color:var(--brand);font-size:12px;line-height:16px;padding:4px 0;width:fit-content}
.fd{border-bottom:1px solid var(--line)}.fd:last-child{border-bottom:0}.fd>details>summary{display:grid;grid-template-columns:128px minmax(0,1fr) 96px 16px;gap:8px 12px;align-items:start;padding:8px 16px}.fd>details>summary:hover{background:var(--hover)}.fd>details[open]>summary{background:var(--brandT)}.fd>details[open] .same{display:none}.fd>details>summary:after{content:"";width:7px;height:7px;border-right:1.5px solid var(--ink3);border-bottom:1.5px solid var(--ink3);transform:rotate(45deg);margin:4px 0 0 2px}.fd>details[open]>summary:after{transform:rotate(225deg);margin-top:8px}.fb{padding:10px 16px 16px}
.fs{display:flex;flex-wrap:wrap;gap:8px;padding:0 16px 8px;align-items:center}.fs+.fs{padding-bottom:12px}.chip{display:inline-flex;align-items:center;gap:6px;height:28px;padding:0 10px;border:1px solid var(--line2);border-radius:14px;background:var(--card);font:400 12px/16px inherit;font-family:inherit;color:var(--ink2);cursor:pointer;white-space:nowrap}.chip[aria-pressed=true]{background:var(--brandT);border-color:var(--brand);color:var(--brand);font-weight:600}.fs select,.fs input{height:28px;border:1px solid var(--line2);border-radius:6px;background:var(--card);color:var(--ink);font:400 12px/16px inherit;font-family:inherit;padding:0 8px;max-width:240px}.fs input{flex:0 1 240px;min-width:0}
.mx summary{display:inline}.mx td .bar{min-width:120px;margin-top:5px}.mx details ul{margin-top:6px}.mx details li{margin:3px 0}.none{padding:12px 16px;color:var(--ink2)}
footer{color:var(--ink2);font-size:12px;line-height:17px;padding:0 4px}footer p{margin:4px 0}
@media (forced-colors:active){.card,.chip,.btn{border:1px solid CanvasText}.pips i{border:1px solid CanvasText}.pips i.f{background:CanvasText}svg.bar rect{stroke:CanvasText}}
@media (prefers-reduced-motion:no-preference){.btn,.chip{transition:background .12s ease-out}}`;

const narrow = `@media screen and (max-width:820px){.two,.why{grid-template-columns:minmax(0,1fr)}.ol.cols{columns:1}.top{position:static;flex-wrap:wrap;padding:9px 12px 8px;gap:6px 12px}.ten{order:3;flex:1 0 100%}.top nav{order:4;flex:1 0 100%}html{scroll-padding-top:12px}main{padding:12px}.fd>details>summary{grid-template-columns:minmax(0,1fr) auto 12px}.fd>details>summary>.ti{grid-column:1/-1;grid-row:2}.hm{display:none}}
@media screen and (max-width:640px){body{font-size:14px;line-height:20px}.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}.stack tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}.stack tr:last-child{border-bottom:0}.stack td{display:block;border:0;padding:2px 16px!important;text-align:left!important}.stack td[data-h]:before{content:attr(data-h) ": ";color:var(--ink3);font-size:12px;font-weight:400}
.fx tr{display:flex;flex-wrap:wrap;align-items:center;gap:4px 10px;padding:10px 16px}.sv li{grid-template-columns:minmax(0,1fr) 28px}.sv li>div{grid-column:1/-1;grid-row:2}.fx td:not(:first-child){font-size:12px}.fx td{padding:0!important}.fx td:first-child{flex:1 0 100%}.in .ev td{padding:2px 12px!important}
.top{gap:6px 8px}.top nav a{padding:12px 0;margin:-12px 0}.chip,.fs select,.fs input,.btn{height:44px;border-radius:22px;padding:0 14px}.fs select,.fs input,.btn{border-radius:8px}.btn{padding:0 10px}.fs select,.fs input{flex:1 1 130px;max-width:none}details.tw>summary{padding:12px 0;margin:-6px 0}.more>details>summary{margin-left:16px}}`;
