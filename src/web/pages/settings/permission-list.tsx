import type { RegistrationShown } from '../../../api/connection.ts';
import { words } from '../../words/index.ts';

const text = words.settings.connections;

/** What an app registration asks for, each with why. */
export function PermissionList({ registration }: { registration: RegistrationShown }) {
  const { permissions, assigned, displayName } = registration;
  return (
    <div className="grid-wrap">
      <table className="stack" aria-label={`${displayName}: ${text.why}`}>
        <thead>
          <tr>
            <th scope="col">{text.permission}</th>
            <th scope="col">{text.service}</th>
            <th scope="col">{text.reason}</th>
          </tr>
        </thead>
        <tbody>
          {permissions.map(({ service, role, why }) => (
            <tr key={`${service} ${role}`}>
              <td className="code">{role}</td>
              <td data-h={text.service}>{service}</td>
              <td data-h={text.reason}>{why.join(' ')}</td>
            </tr>
          ))}
          {assigned.map(({ role, kind, why }) => (
            <tr key={`${kind} ${role}`}>
              <td className="b">{role}</td>
              <td data-h={text.service}>{kind === 'azure' ? 'Azure' : 'Entra'}</td>
              <td data-h={text.reason}>{why}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
