import { type Provision, provisionsOf } from './provision.ts';

const { standard, standardAlone, required, addressable } = provisionsOf('security', 'physical');

/** 164.310. Microsoft answers for its data centers; the clinic for its own rooms, screens and devices. */
export const physical: readonly Provision[] = [
  standard({
    citation: '164.310(a)(1)',
    title: 'Facility access controls',
    meaning: 'Only those who should get in can get near the systems that hold ePHI, and those who must get in can.',
    guidance:
      "Microsoft's audit reports cover its data centers and belong in your evidence. Your own doors, server closet and network sockets are yours to attest.",
    program: 'attestation',
  }),
  addressable({
    citation: '164.310(a)(2)(i)',
    title: 'Contingency operations',
    parent: '164.310(a)(1)',
    meaning: 'People who restore data in an emergency can get into the building.',
    guidance: 'With data in the cloud the place may be a second site or a home office. Write down who holds keys.',
    program: 'attestation',
  }),
  addressable({
    citation: '164.310(a)(2)(ii)',
    title: 'Facility security plan',
    parent: '164.310(a)(1)',
    meaning: 'Building and equipment are guarded against break-in, tampering and theft.',
    guidance: 'Locks, alarms and cameras: no setting can see them.',
    program: 'attestation',
  }),
  addressable({
    citation: '164.310(a)(2)(iii)',
    title: 'Access control and validation procedures',
    parent: '164.310(a)(1)',
    meaning:
      'Who may enter which room follows from the job, visitors are looked after, and access to programs for testing is limited.',
    guidance: 'Badges and a visitor book are the usual proof.',
    program: 'attestation',
  }),
  addressable({
    citation: '164.310(a)(2)(iv)',
    title: 'Maintenance records',
    parent: '164.310(a)(1)',
    meaning: 'Repairs to doors, locks, walls and security hardware are written down.',
    guidance: 'A simple dated log is enough.',
    program: 'attestation',
  }),
  standardAlone({
    citation: '164.310(b)',
    title: 'Workstation use',
    meaning: 'For each kind of workstation it is said what it may be used for, how, and in what surroundings.',
    guidance:
      'Limits for unmanaged devices and managed apps enforce part of such a policy. The rule asks for no VPN and no trusted network; the state of the device and the strength of the sign-in do more.',
    program: 'policies',
    settingsHelp: true,
  }),
  standardAlone({
    citation: '164.310(c)',
    title: 'Workstation security',
    meaning: 'Every workstation that reaches ePHI is guarded so that only authorized people can use it.',
    guidance:
      'Device compliance, screen lock and disk encryption through Intune limit the harm of a stolen laptop. Where screens stand and who can walk up to them is for the clinic to arrange.',
  }),
  standard({
    citation: '164.310(d)(1)',
    title: 'Device and media controls',
    meaning: 'You steer how computers and media with ePHI come in, leave and move inside the building.',
    guidance:
      'Enrollment, sync limits and blocked downloads keep ePHI off devices you do not manage. Paper labels, USB sticks and copiers need a procedure.',
  }),
  required({
    citation: '164.310(d)(2)(i)',
    title: 'Disposal',
    parent: '164.310(d)(1)',
    meaning: 'ePHI, and what it was stored on, is got rid of so that nobody can read it.',
    guidance:
      'Microsoft destroys its own disks. A wipe through Intune covers enrolled devices; drives of printers and old PCs need a certificate of destruction.',
    program: 'attestation',
  }),
  required({
    citation: '164.310(d)(2)(ii)',
    title: 'Media re-use',
    parent: '164.310(d)(1)',
    meaning: 'ePHI is removed from a device or medium before somebody else uses it.',
    guidance: 'Reset or wipe an enrolled device before you hand it on, and keep the record of the action.',
    program: 'attestation',
  }),
  addressable({
    citation: '164.310(d)(2)(iii)',
    title: 'Accountability',
    parent: '164.310(d)(1)',
    meaning: 'It is written down where devices and media go and who has them.',
    guidance:
      'Device lists in Entra and Intune, with an owner for each, are a good half of it. What was never enrolled is not in them.',
    program: 'attestation',
    settingsHelp: true,
  }),
  addressable({
    citation: '164.310(d)(2)(iv)',
    title: 'Data backup and storage',
    parent: '164.310(d)(1)',
    meaning: 'Before equipment is moved, an exact copy of its ePHI is made where needed.',
    guidance: 'Where nothing is stored on the machine alone, say so in the decision. Local servers and scanners count.',
    program: 'contingency',
  }),
];
