import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { reference } from '../../../api/reference.ts';
import { addressOf } from '../../client/call.ts';
import { useCall } from '../../client/use-call.ts';
import { Icon, Mark } from '../../components/icon.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { words } from '../../words/index.ts';
import './api.css';
import { OperationBody } from './operation-body.tsx';
import { type Operation, operationsIn } from './operations.ts';

const text = words.api;

/**
 * The API to be read: every call with who may make it, what it takes and gives. It is drawn from the description that
 * the server makes of its own contracts, and stands open: it holds no secret and nothing of a tenant.
 */
export function ApiPage() {
  const { endpoint } = useParams({ strict: false }) as { endpoint?: string };
  const navigate = useNavigate();
  const document = useCall(reference);
  const [typed, type] = useState('');
  const wanted = typed.trim().toLowerCase();
  const isThere = document.data !== undefined;
  useEffect(() => {
    if (isThere && endpoint) window.document.getElementById(endpoint)?.scrollIntoView({ block: 'start' });
    // Only on arrival: a person who opens another call stays where they are.
  }, [isThere]);
  return (
    <>
      <header className="top">
        <Link className="logo" to="/" aria-label="Wardline">
          <Mark />
          <span>Wardline</span>
        </Link>
        <span className="sp" />
        <Link to="/">{text.back}</Link>
      </header>
      <main id="page" className="api">
        <Page
          title={text.title}
          provenance={text.caption}
          actions={
            <a className="btn" href={addressOf(reference)} download="openapi.json">
              <Icon name="download" />
              {text.download}
            </a>
          }
        >
          <Intro />
          <Loaded of={document} rows={16}>
            {(described) => {
              const shown = operationsIn(described).filter(({ id, path, summary, access }) =>
                [id, path, summary, access].some((one) => one.toLowerCase().includes(wanted)),
              );
              const groups = [...Map.groupBy(shown, ({ tag }) => tag)];
              return (
                <>
                  <div className="chips">
                    <input
                      className="in narrow"
                      type="search"
                      aria-label={text.search}
                      placeholder={text.search}
                      value={typed}
                      onChange={(event) => type(event.target.value)}
                    />
                    <span className="c" role="status">
                      {text.count(shown.length)}
                    </span>
                  </div>
                  <nav className="chips" aria-label={text.nouns}>
                    {groups.map(([tag, own]) => (
                      <a key={tag} className="chip" href={`#noun-${tag}`}>
                        {tag} <b>{own.length}</b>
                      </a>
                    ))}
                  </nav>
                  {groups.length === 0 && <Empty fact={text.none.fact} next={text.none.next} />}
                  {groups.map(([tag, own]) => (
                    <div key={tag} id={`noun-${tag}`} className="noun">
                      <Card flush title={tag}>
                        {own.map((one) => (
                          <Call
                            key={one.id}
                            operation={one}
                            open={one.id === endpoint}
                            onOpen={() =>
                              void navigate({ to: `/api/${one.id}` as '/', replace: true, resetScroll: false })
                            }
                          />
                        ))}
                      </Card>
                    </div>
                  ))}
                </>
              );
            }}
          </Loaded>
        </Page>
      </main>
    </>
  );
}

function Call({ operation, open, onOpen }: { operation: Operation; open: boolean; onOpen: () => void }) {
  const [isOpen, setOpen] = useState(open);
  const { id, method, path, summary, access } = operation;
  return (
    <details
      id={id}
      open={isOpen}
      onToggle={(event) => {
        const now = event.currentTarget.open;
        if (now && !isOpen) onOpen();
        setOpen(now);
      }}
    >
      <summary>
        <span className={`method ${method.toLowerCase()}`}>{method}</span>
        <code className="anywhere">{path}</code>
        <span className="m">{summary}</span>
        <span className="s c code">{access}</span>
      </summary>
      {isOpen && <OperationBody operation={operation} />}
    </details>
  );
}

function Intro() {
  return (
    <Card title={text.intro.title}>
      <ul className="col" style={{ gap: 6 }}>
        {text.intro.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <details className="errors">
        <summary>{text.errors.title}</summary>
        <table className="stack">
          <thead>
            <tr>
              {text.errors.columns.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {text.errors.rows.map(([status, type, means]) => (
              <tr key={type}>
                <td className="b">{status}</td>
                <td className="code">{type}</td>
                <td>{means}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}
