import type { AuditEvent } from '../../core/audit-event.ts';
import type { DetectionContext } from '../../core/detection.ts';
import { isMicrosoftFrontEnd } from '../../core/audit/front-end.ts';
import { isPerson } from './people.ts';
import { perEvent } from './remembered.ts';

/** Operations by which a person gets to see or to have a file. */
export const readOperations = [
  'fileaccessed',
  'fileaccessedextended',
  'filepreviewed',
  'filedownloaded',
  'filesyncdownloadedfull',
  'filecopied',
] as const;

/** True when a person reads a file from an own address: no crawler, no server of Microsoft in between, no page of the site itself. */
export const isRead = perEvent(
  (event: AuditEvent, context: Pick<DetectionContext, 'isServiceAccount' | 'isApprovedApp'>) =>
    event.outcome !== 'failure' &&
    isPerson(event, context) &&
    !isMicrosoftFrontEnd(event) &&
    !/\.aspx$/i.test(event.object ?? ''),
  'isServiceAccount',
);
