import assert from 'node:assert/strict';
import { it } from 'node:test';
import { canonical, masked } from './scan-value.ts';

for (const [identifier, value, sample] of [
  ['ssn', '219-45-6781', '###-##-##81'],
  ['mrn', 'LM-204417', 'xx-######'],
  ['mrn', '4410021', '#####21'],
  ['date', '01/31/1985', '##/##/####'],
  ['name', 'DELGADO, Rosa María', 'Dxxxxxx, Rxxx Mxxxx'],
  ['email', 'rosa.d@example.com', 'xxxx.x@xxxxxxx.xxx'],
  ['health', 'HIV positive', 'xxx xxxxxxxx'],
] as const) {
  it(`S0-59: of ${identifier} only the shape is kept (${sample})`, () => {
    assert.equal(masked(identifier, value), sample);
  });
}

for (const [identifier, one, two] of [
  ['name', 'Delgado, Rosa', 'ROSA DELGADO'],
  ['ssn', '219-45-6781', '219456781'],
  ['date', '1/31/1985', '19850131'],
  ['date', '01-31-1985', '1985-01-31'],
  ['phone', '(206) 555-0142', '206.555.0142'],
] as const) {
  it(`S0-59: ${identifier} has one form however it is written`, () => {
    assert.equal(canonical(identifier, one), canonical(identifier, two));
  });
}
