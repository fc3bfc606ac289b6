import { showKeeping } from '../../../api/settings.ts';
import { useCall } from '../../client/use-call.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.keeping;

/** How long records are kept and where copies go; by which key secrets are sealed. */
export function KeepingPart() {
  const { id: tenant } = useTenant();
  const keeping = useCall(showKeeping, { path: { tenant } });
  return (
    <Loaded of={keeping}>
      {(data) => (
        <div className="two">
          <Card title={text.retention}>
            <dl className="kv">
              <dt>{text.years}</dt>
              <dd>
                <b>{text.yearsValue(data.retentionYears)}</b>, {data.isOwnChoice ? text.own : text.usual}
              </dd>
              <dt>{text.archive}</dt>
              <dd>
                {data.archive ? (
                  (text.archives[data.archive as keyof typeof text.archives] ?? data.archive)
                ) : (
                  <OutcomeBadge outcome="partial" words={text.noArchive} />
                )}
              </dd>
              <dt>{text.anchors}</dt>
              <dd>{data.anchors ? text.anchored : <OutcomeBadge outcome="partial" words={text.notAnchored} />}</dd>
            </dl>
          </Card>
          <Card title={text.keys} caption={text.keysCaption}>
            <dl className="kv">
              <dt>{text.master}</dt>
              <dd className="code">{data.masterKey}</dd>
              <dt>{text.old}</dt>
              <dd>{data.oldKeys}</dd>
              <dt>{text.sealed}</dt>
              <dd>{text.sealedValue(data.credentials, data.sealedWithOld)}</dd>
            </dl>
            <p className="note" style={{ marginTop: 12 }}>
              {text.note}
            </p>
          </Card>
        </div>
      )}
    </Loaded>
  );
}
