import * as contract from '../../api/upkeep.ts';
import { lookAtAll } from '../../cli/doctor/look.ts';
import { confirmRecoveryKit, recoveryState } from '../../cli/doctor/recovery-kit.ts';
import { accountById } from '../../store/accounts.ts';
import { withSystem } from '../../store/scope.ts';
import { countTry } from '../auth/limits.ts';
import { isPassword } from '../auth/secrets.ts';
import { RequestFault } from '../problem-of.ts';
import { implement } from '../route.ts';

export const upkeepRoutes = [
  implement(contract.showRecovery, ({ server }) =>
    Promise.resolve({ ...recoveryState(server.store.home, server.keyring.current.id), demo: server.demo }),
  ),

  implement(contract.confirmRecovery, async (call) => {
    const { server, caller, body, at } = call;
    call.about('recovery-kit');
    // A session that was left open must not be enough to call the key safe.
    await countTry(server, { account: caller.email, address: caller.address });
    const account = await withSystem(server.store, (scope) => accountById(scope, caller.account));
    if (account?.password === undefined)
      throw new RequestFault(
        'conflict',
        'This account has no password to ask for. Confirm it on the server: wardline doctor --confirm-recovery-kit',
      );
    if (!(await isPassword(body.password, account.password)))
      throw new RequestFault('bad-request', 'The password is wrong.');
    confirmRecoveryKit(server.store.home, process.env, body.word, caller.email, at, server.keyring);
    return { confirmed: true as const, at };
  }),

  implement(contract.showDoctor, async ({ server, at }) => {
    const findings = await lookAtAll(server.store.home, process.env, at, true);
    return { at, faults: findings.filter(({ state }) => state === 'fault').length, findings };
  }),
];
