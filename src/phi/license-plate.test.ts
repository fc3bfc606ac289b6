import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.license-plate', 'S0-16', [
  ['License plate: HXK 4471', ['HXK 4471'], 'letters and digits', 'certain'],
  ['Plate # 512RTB', ['512RTB'], 'without a space'],
  ['a plate of fruit', [], 'no plate'],
]);
