import { type Role, permissionsOf, roleWords, roles } from '../../../core/permission.ts';
import { words } from '../../words/index.ts';
import { type Operation, curlOf } from './operations.ts';
import { type Schema, schemaRows, typeWords } from './schema-rows.ts';

const text = words.api;

/** One call opened: who may, what it takes, what it gives, and a line to try it. */
export function OperationBody({ operation }: { operation: Operation }) {
  const { id, parameters, body, answer, status, media } = operation;
  return (
    <div className="call">
      <p>
        <span className="b">{text.permission}</span> {whoWords(operation)}
      </p>
      {parameters.length > 0 && (
        <Shape
          title={text.parameters}
          rows={parameters.map(({ name, in: place, required, description = '', schema }) => ({
            name: place === 'query' ? `?${name}` : place === 'path' ? `{${name}}` : name,
            type: typeWords(schema),
            required,
            description,
            depth: 0,
          }))}
        />
      )}
      {body && <Shape title={text.body} rows={schemaRows(body)} whole={body} />}
      <Shape
        title={`${text.answer} ${status}${media ? `, ${media}` : ''}`}
        rows={answer && media?.includes('json') ? schemaRows(answer) : []}
        none={media === 'text/event-stream' ? text.stream : media ? text.file : text.nothing}
        {...(answer && { whole: answer })}
      />
      <h3>{text.example}</h3>
      <pre className="code" tabIndex={0} aria-label={`${text.example}: ${id}`}>
        {curlOf(operation, location.origin)}
      </pre>
    </div>
  );
}

function Shape({
  title,
  rows,
  whole,
  none = '',
}: {
  title: string;
  rows: ReturnType<typeof schemaRows>;
  whole?: Schema;
  none?: string;
}) {
  return (
    <>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="m">{none || (whole && typeWords(whole))}</p>
      ) : (
        <div className="grid-wrap">
          <table className="shape">
            <thead>
              <tr>
                {text.columns.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, type, required, description, depth }, at) => (
                <tr key={`${name} ${at}`}>
                  <td className="code" style={{ paddingLeft: 12 + depth * 14 }}>
                    {name}
                    {required && <b title={text.needed}> *</b>}
                  </td>
                  <td>{type}</td>
                  <td className="m">{description}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** The permission and the roles that have it. */
function whoWords({ access }: Operation): string {
  const special = text.access[access as keyof typeof text.access];
  if (special) return special;
  const held = roles.filter((role: Role) => (permissionsOf[role] as readonly string[]).includes(access));
  return `${access}: ${held.map((role) => roleWords[role].title).join(', ')}`;
}
