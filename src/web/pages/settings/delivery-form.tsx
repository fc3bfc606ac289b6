import { type FormEvent, useState } from 'react';
import { saveDelivery, setDeliverySecret } from '../../../api/settings.ts';
import { alertServices, weekdays } from '../../../core/delivery.ts';
import { severities } from '../../../core/severity.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { Sheet } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Fault } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { DeliveryInput, plainValue } from './delivery-field.tsx';
import { deliveryFields, streamFields, valueOf } from './delivery-fields.ts';

const text = words.settings.deliveryForm;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface Edited {
  kind: 'routes' | 'streams';
  /** As the file has it; absent for a new one. */
  settings?: Readonly<Record<string, unknown>>;
}

/** Adds or changes a route or stream: what it is, whom it tells of what, when it is quiet, and its secret. */
export function DeliveryForm({ edited, revision, onClose }: { edited: Edited; revision: string; onClose: () => void }) {
  const { id: tenant, name: tenantName } = useTenant();
  const { kind, settings = {} } = edited;
  const isNew = edited.settings === undefined;
  const [type, setType] = useState(plainValue(settings['kind'], Object.keys(deliveryFields[kind])[0]!));
  const save = useWrite(saveDelivery, ['deliveries', 'organization', 'activity']);
  const seal = useWrite(setDeliverySecret, ['deliveries']);
  const own = [...(deliveryFields[kind][type] ?? []), ...(kind === 'streams' ? streamFields : [])];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    // What the form does not show stays as it is, as long as the kind does.
    const entry: Record<string, unknown> = type === settings['kind'] ? { ...settings } : {};
    Object.assign(entry, { name: isNew ? formText(data, 'name') : settings['name'], kind: type });
    for (const field of own) put(entry, field.key, valueOf(field, data));
    if (kind === 'routes') {
      put(entry, 'leastSeverity', formText(data, 'leastSeverity'));
      const services = data.getAll('services').map(String);
      put(entry, 'services', services.length === 0 || services.length === alertServices.length ? undefined : services);
      put(entry, 'quiet', quietOf(data));
      const perHour = formText(data, 'perHour');
      put(entry, 'perHour', perHour === '' || perHour === '20' ? undefined : Number(perHour));
    } else put(entry, 'carries', data.getAll('carries').map(String));
    const secret = formText(data, 'secret');
    const body = { kind, entry: entry as { name: string; kind: string }, revision, reason: formText(data, 'why') };
    save.mutate(
      { path: { tenant }, body },
      {
        onSuccess: () =>
          secret === ''
            ? onClose()
            : seal.mutate({ path: { tenant }, body: { name: body.entry.name, secret } }, { onSuccess: onClose }),
      },
    );
  };
  const checked = (key: string, one: string, all: boolean) =>
    Array.isArray(settings[key]) ? (settings[key] as unknown[]).includes(one) : all;
  return (
    <Sheet title={isNew ? text.add[kind] : text.change(String(settings['name']))} open onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {isNew && (
          <Field label={text.name} name="name" hint={text.nameHint} pattern="[a-z][a-z0-9-]{0,39}" required autoFocus />
        )}
        <Choose
          label={text.type}
          value={type}
          onChange={(event) => setType(event.target.value)}
          options={Object.keys(deliveryFields[kind]).map((value) => ({
            value,
            label: words.settings.notifications.kinds[value as 'email'] ?? value,
          }))}
        />
        {own.map((field) => (
          <DeliveryInput key={`${type} ${field.key}`} field={field} given={settings[field.key]} />
        ))}
        {kind === 'routes' ? (
          <>
            <Choose
              label={text.least}
              name="leastSeverity"
              defaultValue={plainValue(settings['leastSeverity'], 'medium')}
              options={severities.map((value) => ({ value, label: text.severities[value] }))}
            />
            <fieldset className="checks">
              <legend>{text.services}</legend>
              {alertServices.map((service) => (
                <label key={service} className="row">
                  <input
                    type="checkbox"
                    name="services"
                    value={service}
                    defaultChecked={checked('services', service, true)}
                  />
                  {text.serviceNames[service]}
                </label>
              ))}
            </fieldset>
            <QuietFields given={settings['quiet']} />
            <Field
              label={text.perHour}
              name="perHour"
              type="number"
              min={1}
              max={1_000}
              defaultValue={plainValue(settings['perHour'], '20')}
            />
          </>
        ) : (
          <fieldset className="checks">
            <legend>{text.carries}</legend>
            {(['events', 'alerts'] as const).map((one) => (
              <label key={one} className="row">
                <input type="checkbox" name="carries" value={one} defaultChecked={checked('carries', one, true)} />
                {text.carried[one]}
              </label>
            ))}
          </fieldset>
        )}
        {text.secretOf[type as keyof typeof text.secretOf] && (
          <Field
            label={text.secretOf[type as keyof typeof text.secretOf]}
            name="secret"
            type="password"
            autoComplete="off"
            hint={isNew ? text.secretHint : text.secretKept}
          />
        )}
        <Field label={text.why} name="why" required minLength={3} />
        {save.error && <Fault problem={save.error} />}
        {seal.error && <Fault problem={seal.error} />}
        <div className="row">
          <Button look="primary" type="submit" busy={save.isPending || seal.isPending}>
            {text.save(tenantName)}
          </Button>
          <Button onClick={onClose}>{words.common.cancel}</Button>
        </div>
      </form>
    </Sheet>
  );
}

function QuietFields({ given }: { given: unknown }) {
  const quiet = (given ?? {}) as { from?: string; to?: string; timeZone?: string; days?: string[] };
  return (
    <fieldset className="checks">
      <legend>{text.quiet}</legend>
      <p className="c s">{text.quietHint}</p>
      <div className="row end">
        <Field label={text.quietFrom} name="quietFrom" type="time" defaultValue={quiet.from ?? ''} />
        <Field label={text.quietTo} name="quietTo" type="time" defaultValue={quiet.to ?? ''} />
        <Field label={text.timeZone} name="timeZone" defaultValue={quiet.timeZone ?? zone} />
      </div>
      {weekdays.map((day) => (
        <label key={day} className="row">
          <input type="checkbox" name="days" value={day} defaultChecked={quiet.days?.includes(day) ?? false} />
          {text.days[day]}
        </label>
      ))}
    </fieldset>
  );
}

/** Quiet hours, or nothing where the form names none. */
function quietOf(data: FormData): Record<string, unknown> | undefined {
  const [from, to, timeZone] = ['quietFrom', 'quietTo', 'timeZone'].map((key) => formText(data, key));
  if (!from || !to) return undefined;
  const days = data.getAll('days').map(String);
  return { from, to, timeZone, ...(days.length > 0 && { days }) };
}

function put(entry: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) delete entry[key];
  else entry[key] = value;
}
