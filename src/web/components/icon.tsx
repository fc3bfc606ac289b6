/** Line icons of 16 × 16 in the text's color. */
const paths = {
  home: 'M2.5 7.5 8 3l5.5 4.5V13h-4V9.5h-3V13h-4z',
  posture: 'M8 2 13 4v4c0 3-2 5-5 6-3-1-5-3-5-6V4z',
  phi: 'M4 2h5l3 3v9H4zM9 2v3h3',
  sharing:
    'M11 5.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M5 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M11 14.1a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M6.6 7.2 9.4 4.6M6.6 8.9l2.8 2.4',
  access:
    'M6 7.5A2.25 2.25 0 1 0 6 3a2.25 2.25 0 0 0 0 4.5M2 13c0-2.5 1.6-4 4-4s4 1.5 4 4M10.5 7.3a2 2 0 1 0-.6-3.9M11.3 9.2c1.7.3 2.7 1.7 2.7 3.8',
  monitor: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  evidence: 'M2.5 5 8 2.5 13.5 5v6L8 13.5 2.5 11zM2.5 5 8 7.5 13.5 5M8 7.5v6',
  settings:
    'M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.3 10.3 13.5 13.5',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1 1.2H3zM6.8 13.8h2.4',
  help: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M6.3 6.3c.1-1 .8-1.6 1.8-1.6s1.7.6 1.7 1.5c0 1.3-1.8 1.4-1.8 2.8M8 11.2v.1',
  theme: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 4 6 8l4 4',
  arrow: 'M2.5 8h11M9.5 4l4 4-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  download: 'M8 2.5v7.5M4.5 7 8 10.5 11.5 7M3 13.5h10',
  run: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.7h-2.7',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  check: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  more: 'M3.5 8v.1M8 8v.1M12.5 8v.1',
  key: 'M5 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M7.8 8h6.4v2.6M11.5 8v2',
  person: 'M8 7.5A2.5 2.5 0 1 0 8 2.5a2.5 2.5 0 0 0 0 5M3 13.5c0-3 2-4.5 5-4.5s5 1.5 5 4.5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.8V8l2.2 1.6',
  script: 'M2 3h12v10H2zM4.5 6l2 2-2 2M8.5 10h3',
  plan: 'M6 4h8M6 8h8M6 12h8M2.5 4v.1M2.5 8v.1M2.5 12v.1',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h6.7a3.6 3.6 0 0 1 0 7.2H6',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, spin = false }: { name: IconName; spin?: boolean }) {
  return (
    <svg className={spin ? 'i spin' : 'i'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M3 4.5 7.7 15 12 7l4.3 8L21 4.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M3 20.5h18" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  );
}
