import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.phone', 'S0-16', [
  ['Call (330) 555-0142', ['(330) 555-0142'], 'brackets', 'certain'],
  ['330-555-0142', ['330-555-0142'], 'dashes alone are likely', 'likely'],
  ['cell 330.555.0142', ['330.555.0142'], 'dots'],
  ['Phone: 3305550142', ['3305550142'], 'ten digits that a word names'],
  ['+1 330 555 0142', ['+1 330 555 0142'], 'with the country'],
  ['tel 330 555 0142 ext 12', ['330 555 0142'], 'the extension is left'],
  ['Home\n(330) 555-0142', ['(330) 555-0142'], 'label above'],
  ['130-555-0142', [], 'an area starts with 2-9'],
  ['330-155-0142', [], 'an exchange starts with 2-9'],
  ['Part 330-555-0142', [], 'a part number'],
  ['id 4f330-555-0142ab', [], 'inside a longer key'],
  ['3305550142', [], 'ten digits alone'],
  ['10.330.555.0142', [], 'a version'],
]);
