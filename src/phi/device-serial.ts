import { type Check, defineDetector, digitsOf } from './detector.ts';

/** Device identifiers and serial numbers: the UDI of 21 CFR 801.40 and serials where a device word names them. */
export const deviceSerial = defineDetector({
  id: 'phi.device-serial',
  identifier: 'device',
  title: 'Device identifier or serial number',
  context: [
    'udi',
    'unique device identifier',
    'udi-di',
    'device id',
    'device identifier',
    'device serial',
    'device serial number',
    'device serial no',
    'serial number',
    'serial no',
    'serial #',
    'serial',
    's/n',
    'sn',
    'ser no',
    'implant serial',
    'implant serial number',
    'device sn',
    'pacemaker serial',
    'pacemaker serial number',
    'icd serial',
    'pump serial',
    'pump serial number',
    'model/serial',
    'cpap serial',
    'device no',
    'device number',
    'implant id',
    'lead serial',
    'device serial #',
    'generator serial',
  ],
  labelled: [
    { name: 'a UDI', pattern: /\(01\)\d{14}(?:\((?:10|11|17|21)\)[A-Za-z\d-]{4,20}){0,4}/y, strength: 'certain' },
    {
      name: 'letters and digits',
      pattern: /(?=[A-Z-]*\d)[A-Z\d]{2,20}(?:-[A-Z\d]{1,12}){0,4}(?![\w]|[/.]\d)/iy,
      strength: 'likely',
      check: plausible,
    },
  ],
  rank: 4,
});

function plausible(value: string): Check {
  return digitsOf(value).length < 4 ? { refused: 'fewer than four digits' } : {};
}
