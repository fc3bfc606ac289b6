import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.email', 'S0-16', [
  ['Email: ana.ruiz+kids@example.com.', ['ana.ruiz+kids@example.com'], 'a sign and a full stop after'],
  ['<ana@mail.example.com>', ['ana@mail.example.com'], 'in angle brackets'],
  ['meet @ noon', [], 'no domain'],
  ['user@localhost', [], 'no top domain'],
  ['@example.com', [], 'no name'],
]);
