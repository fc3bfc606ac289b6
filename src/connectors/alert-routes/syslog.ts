import type { AlertNotice } from '../../core/alert.ts';
import type { RouteMessage, RouteSender } from '../../core/delivery.ts';
import type { StreamedAlert } from '../../core/stream.ts';
import { type SyslogOptions, syslogSink } from '../siem/syslog-sink.ts';

/** Alerts as syslog messages in the form of the SIEM streams, without the account. */
export function syslogSender(options: SyslogOptions, now: () => string): RouteSender {
  const sink = syslogSink(options);
  return {
    send: (message, signal) => sink.send(itemsOf(message, now()), signal),
    close: () => void sink.close(),
  };
}

function itemsOf(message: RouteMessage, at: string): StreamedAlert[] {
  if (message.kind === 'test') return [{ kind: 'alert', id: message.key, at, notice: testNotice(message.tenant, at) }];
  // Words have no form where only alerts have one.
  if (message.kind === 'report') return [];
  const notices = message.kind === 'alert' ? [message.notice] : message.notices;
  return notices.map((notice, number) => ({
    kind: 'alert',
    id: message.kind === 'alert' ? message.key : `${message.key}-${number}`,
    at,
    notice: { ...notice, actor: '' },
  }));
}

/** What a test sends where only alerts have a form. */
function testNotice(tenant: AlertNotice['tenant'], at: string): AlertNotice {
  return {
    ...{ id: 'test', detection: 'wardline.test', title: 'Test of Wardline: nothing has happened', severity: 'low' },
    ...{ actor: '', firstAt: at, lastAt: at, count: 0, change: 'opened', tenant },
  };
}
