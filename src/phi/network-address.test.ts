import { testDetector } from '../../test/phi/cases.ts';

testDetector('phi.network-address', 'S0-16', [
  ['login from 192.0.2.44', ['192.0.2.44'], 'IPv4'],
  ['IP: 2001:db8::8a2e:370:7334', ['2001:db8::8a2e:370:7334'], 'IPv6, shortened', 'certain'],
  ['version 10.4.2.1', [], 'a version'],
  ['192.0.2.256', [], 'past 255'],
  ['at 12:30:45', [], 'a time'],
  ['00:1B:44:11:3A:B7', [], 'a MAC address has six groups'],
]);
