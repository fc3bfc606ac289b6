import { Button } from '../../components/button.tsx';
import { day } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';

const text = words.connect.certificate;

export interface MadeCertificate {
  certificate: string;
  thumbprint: string;
  endsAt: string;
}

/** The public part of the certificate, for the app registration. */
export function CertificateStep({
  made,
  registration,
  onDone,
}: {
  made: MadeCertificate;
  registration: string;
  onDone: () => void;
}) {
  const address = `data:application/x-pem-file;charset=utf-8,${encodeURIComponent(made.certificate)}`;
  return (
    <Card title={text.title}>
      <div className="form">
        <p className="m">{text.text(day(made.endsAt))}</p>
        <p>
          <a className="btn" href={address} download={`wardline-${registration}.pem`}>
            <Icon name="download" />
            {text.download}
          </a>
        </p>
        <dl className="kv">
          <dt>{text.thumbprint}</dt>
          <dd className="code">{made.thumbprint}</dd>
        </dl>
        <p>
          <Button look="primary" onClick={onDone}>
            {text.go}
          </Button>
        </p>
      </div>
    </Card>
  );
}
