import { useState } from 'react';
import type { z } from 'zod';
import type { confirmDevice } from '../../../api/device.ts';
import { ButtonLink } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Card, Page } from '../../components/page.tsx';
import { Empty } from '../../components/state.tsx';
import { words } from '../../words/index.ts';
import { AskCode } from './ask-code.tsx';
import { ConfirmDevice } from './confirm-device.tsx';
import type { Waiting } from './waiting.ts';

const text = words.device;

type Step =
  | { at: 'ask' }
  | { at: 'look'; waiting: Waiting }
  | { at: 'done'; made: z.output<(typeof confirmDevice)['answer']> }
  | { at: 'refused' };

/** Where a person signs in a program that has no browser: `wardline login`. The code is typed, never in a link. */
export function DevicePage() {
  const [step, go] = useState<Step>({ at: 'ask' });
  return (
    <Page title={text.title}>
      <Card>
        {step.at === 'ask' && <AskCode onFound={(waiting) => go({ at: 'look', waiting })} />}
        {step.at === 'look' && (
          <ConfirmDevice
            waiting={step.waiting}
            onConfirmed={(made) => go({ at: 'done', made })}
            onRefused={() => go({ at: 'refused' })}
          />
        )}
        {step.at === 'done' && (
          <div role="status">
            <Empty
              fact={text.done.title(step.made.machine)}
              next={text.done.text(exactMoment(step.made.endsAt))}
              action={<ButtonLink to="/account">{text.done.account}</ButtonLink>}
            />
          </div>
        )}
        {step.at === 'refused' && (
          <div role="status">
            <Empty fact={text.refused.title} next={text.refused.text} />
          </div>
        )}
      </Card>
    </Page>
  );
}
