import { useState } from 'react';
import { type DueRow, signDuty } from '../../../api/due.ts';
import { useWrite } from '../../client/use-call.ts';
import { Confirm } from '../../components/confirm.tsx';
import { Field } from '../../components/field.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.calendar.sign;

/** Signs a recurring duty as done, with what was done. */
export function SignDuty({ duty: { title, sign }, onClose }: { duty: DueRow; onClose: () => void }) {
  const { id: tenant, name } = useTenant();
  const [note, setNote] = useState('');
  const write = useWrite(signDuty, ['due', 'alerts']);
  if (!sign) return null;
  return (
    <Confirm
      {...{ title: text.title(title), go: text.go(name), busy: write.isPending, problem: write.error, onClose }}
      blocked={note.trim().length < 3}
      onGo={() => write.mutate({ path: { tenant }, body: { ...sign, note } }, { onSuccess: onClose })}
    >
      <div className="form">
        <p className="m">{text.text}</p>
        <Field
          label={text.note}
          hint={text.hint}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Confirm>
  );
}
