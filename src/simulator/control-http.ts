import { isPlainObject } from '../core/shape.ts';
import type { Control } from './control.ts';
import type { ControlHandler } from './server.ts';

type Given = Readonly<Record<string, unknown>>;

/**
 * The control by HTTP: the name is the path, the arguments are named properties of a JSON object, in the order of
 * the function's parameters: `POST /control/clock/advance {"duration":"8d"}`.
 */
const calls: Record<string, (control: Control, given: Given) => unknown> = {
  'clock/now': (control) => ({ now: control.clock.now() }),
  'clock/advance': (control, { duration }) => ({ now: control.clock.advance(text(duration, 'duration')) }),
  'clock/set': (control, { moment }) => ({ now: control.clock.set(text(moment, 'moment')) }),
  skew: (control, given) => control.skew(given),
  'faults/add': (control, given) => ({
    id: control.faults.add(given as unknown as Parameters<Control['faults']['add']>[0]),
  }),
  'faults/remove': (control, { id }) => control.faults.remove(Number(id)),
  'faults/clear': (control) => control.faults.clear(),
  'faults/list': (control) => control.faults.list(),
  'tenants/list': (control) => control.tenants.list(),
  'tenants/add': (control, given) => control.tenants.add(given as unknown as Parameters<Control['tenants']['add']>[0]),
  'tenants/reset': (control, { tenant, keepApps }) =>
    control.tenants.reset(text(tenant, 'tenant'), { keepApps: keepApps === true }),
  'tenants/remove': (control, { tenant }) => control.tenants.remove(text(tenant, 'tenant')),
  registerApp: (control, { tenant, ...request }) =>
    control.registerApp(text(tenant, 'tenant'), request as unknown as Parameters<Control['registerApp']>[1]),
  loseRole: (control, { tenant, appId, role }) =>
    control.loseRole(text(tenant, 'tenant'), text(appId, 'appId'), text(role, 'role')),
  restoreRoles: (control, { tenant }) => control.restoreRoles(text(tenant, 'tenant')),
  answerDeviceCode: (control, { userCode, user }) =>
    control.answerDeviceCode(text(userCode, 'userCode'), user === undefined ? undefined : text(user, 'user')),
  consent: (control, { answer }) => control.consent(answer === 'decline' ? 'decline' : 'grant'),
  signIn: (control, { tenant, ...attempt }) =>
    control.signIn(text(tenant, 'tenant'), attempt as unknown as Parameters<Control['signIn']>[1]),
  consistency: (control, { tenant, ...setting }) => control.consistency(text(tenant, 'tenant'), setting),
  throttle: (control, given) => control.throttle(given),
  pageLimit: (control, { size }) => control.pageLimit(Number(size)),
  latency: (control, { milliseconds }) => control.latency(Number(milliseconds)),
  change: (control, { tenant, ...change }) =>
    control.change(text(tenant, 'tenant'), change as unknown as Parameters<Control['change']>[1]),
  record: (control, { tenant, records, log }) =>
    control.record(text(tenant, 'tenant'), records as never, log as Parameters<Control['record']>[2]),
  live: (control, { tenant, people, daysBefore }) =>
    control.live(text(tenant, 'tenant'), Number(people), daysBefore === undefined ? 0 : Number(daysBefore)),
  attack: (control, { tenant, name, speed }) =>
    control.attack(text(tenant, 'tenant'), text(name, 'name'), speed === undefined ? {} : { speed: Number(speed) }),
  feed: (control, { tenant, ...change }) => control.feed(text(tenant, 'tenant'), change),
  putFile: (control, { tenant, store, path, base64, ...options }) => ({
    id: control.putFile(
      text(tenant, 'tenant'),
      text(store, 'store'),
      text(path, 'path'),
      Buffer.from(text(base64, 'base64'), 'base64'),
      options,
    ),
  }),
  removeFile: (control, { tenant, store, path }) =>
    control.removeFile(text(tenant, 'tenant'), text(store, 'store'), text(path, 'path')),
  moveFile: (control, { tenant, store, path, to }) =>
    control.moveFile(text(tenant, 'tenant'), text(store, 'store'), text(path, 'path'), text(to, 'to')),
  share: (control, { tenant, store, path, ...share }) => ({
    id: control.share(text(tenant, 'tenant'), text(store, 'store'), text(path, 'path'), share as never),
  }),
  sendMail: (control, { tenant, ...mail }) => ({ id: control.sendMail(text(tenant, 'tenant'), mail as never) }),
  removeMessage: (control, { tenant, user, message }) =>
    control.removeMessage(text(tenant, 'tenant'), text(user, 'user'), text(message, 'message')),
  say: (control, { tenant, place, ...said }) => ({
    id: control.say(text(tenant, 'tenant'), text(place, 'place'), said as never),
  }),
  groundTruth: (control, { tenant }) => control.groundTruth(text(tenant, 'tenant')),
  state: (control, { tenant }) => control.state(text(tenant, 'tenant')),
  writes: (control, { tenant }) => control.writes(text(tenant, 'tenant')),
  logs: (control, { tenant }) => control.logs(text(tenant, 'tenant')),
  requests: (control) => control.requests(),
  clearRequests: (control) => control.clearRequests(),
};

export const controlNames = Object.keys(calls);

export function controlByHttp(control: () => Control): ControlHandler {
  return (path, body) => {
    const call = Object.hasOwn(calls, path) ? calls[path] : undefined;
    if (!call) throw new Error(`no control is called ${path}; there are ${controlNames.join(', ')}`);
    if (!isPlainObject(body)) throw new Error('the body must be a JSON object');
    return call(control(), body);
  };
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${name} is missing`);
  return value;
}
