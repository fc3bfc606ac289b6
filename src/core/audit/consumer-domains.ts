/** Where people have private mailboxes. Never an organization's own domain. */
const domains = `
gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com live.co.uk msn.com passport.com
yahoo.com yahoo.co.uk yahoo.ca yahoo.fr yahoo.de yahoo.com.br yahoo.com.mx yahoo.co.in ymail.com rocketmail.com myyahoo.com
aol.com aim.com verizon.net icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com tutamail.com tuta.io
fastmail.com fastmail.fm zoho.com zohomail.com gmx.com gmx.net gmx.de gmx.us web.de mail.com email.com usa.com
yandex.com yandex.ru mail.ru inbox.ru bk.ru list.ru rambler.ru qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net
comcast.net att.net sbcglobal.net bellsouth.net cox.net charter.net spectrum.net earthlink.net frontier.com frontiernet.net
optonline.net windstream.net juno.com netzero.net roadrunner.com rr.com twc.com suddenlink.net centurylink.net embarqmail.com
q.com shaw.ca rogers.com bell.net sympatico.ca telus.net btinternet.com sky.com virginmedia.com talktalk.net orange.fr free.fr
laposte.net t-online.de libero.it hey.com duck.com hushmail.com mailfence.com startmail.com posteo.de runbox.com
guerrillamail.com mailinator.com yopmail.com 10minutemail.com temp-mail.org sharklasers.com trashmail.com
`;

export const consumerDomains: ReadonlySet<string> = new Set(domains.trim().split(/\s+/));
