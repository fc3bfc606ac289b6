import { accessMatrix } from '../../../api/accounts.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.access;

/** Which role may make which call: what an auditor asks for first. */
export function AccessPart() {
  const matrix = useCall(accessMatrix);
  return (
    <Loaded of={matrix} rows={12}>
      {({ roles, items }) => {
        type Row = (typeof items)[number];
        const columns: Column<Row>[] = [
          {
            id: 'what',
            title: text.what,
            value: ({ summary }) => summary,
            cell: ({ summary, endpoint }) => (
              <>
                <span className="b">{summary}</span>
                <span className="c s code">{endpoint}</span>
              </>
            ),
          },
          {
            id: 'needs',
            title: text.needs,
            value: ({ access }) => access,
            cell: ({ access }) => <span className="c">{needs(access)}</span>,
          },
          ...roles.map(({ role, title }): Column<Row> => ({
            id: role,
            title,
            value: (row) => (row.roles.includes(role) ? text.yes : text.no),
            cell: (row) =>
              row.roles.includes(role) ? (
                <OutcomeBadge outcome="pass" words={text.yes} />
              ) : (
                <span className="s">{text.no}</span>
              ),
          })),
        ];
        return (
          <>
            <Card
              title={words.settings.parts.access}
              caption={text.caption}
              actions={
                <Button small onClick={() => print()}>
                  <Icon name="print" />
                  {words.common.print}
                </Button>
              }
            >
              <dl className="kv">
                {roles.map(({ role, title, means }) => (
                  <div key={role} style={{ display: 'contents' }}>
                    <dt>{title}</dt>
                    <dd>{means}</dd>
                  </div>
                ))}
              </dl>
            </Card>
            <Card flush>
              <DataGrid
                label={words.settings.parts.access}
                rows={items}
                columns={columns}
                keyOf={({ endpoint }) => endpoint}
                empty={<Empty fact={words.settings.activity.none.fact} />}
                file="access-matrix"
              />
            </Card>
          </>
        );
      }}
    </Loaded>
  );
}

function needs(access: string): string {
  if (access === 'public') return text.public;
  if (access === 'token') return text.token;
  return access === 'signed-in' || access === 'half-signed-in' ? text.all : access;
}
