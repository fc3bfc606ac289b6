import { testControl } from '../../../test/control.ts';
import { evaluationRepeated } from './evaluation-repeated.ts';

testControl(evaluationRepeated, {});
