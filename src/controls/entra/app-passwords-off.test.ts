import { testControl } from '../../../test/control.ts';
import { appPasswordsOff } from './app-passwords-off.ts';

testControl(appPasswordsOff, {});
