import type { Page } from '../text/page.ts';
import { CAPITAL, CAPITALS, DIGIT, LINE, hashOf } from '../text/tokens.ts';
import { FAMILY, GIVEN, LISTED, WORD, nameFlags } from './dictionary.ts';
import type { Take } from './found.ts';
import { COMMON, DOUBTFUL, INITIAL, NO, RARE, type Reader, credentials, particles, placeWords } from './parts.ts';
import { type IsHealth, firstHit, hitAt, lineReader, nearHealth } from './lines.ts';
import { deeds, everyday, leads, leadsName, rooms, signOffs, sought } from './note-words.ts';
import { gapKind } from './run.ts';

/** Only so long a text is read for names in small letters. */
const shortText = 400;

/**
 * One name alone, where notes and lists write it so: at the head of a line ("8:30 Ochoa, colonoscopy"), with a room
 * or an age ("501A OCHOA 40F"), before what the person did ("Ochoa refused her insulin"). A clear health term must
 * stand in the same line. Also who signs a note or speaks in a chat, who is staff until the text tells more.
 */
export function readAlone(page: Page, reader: Reader, taken: Uint8Array, take: Take, isHealth: IsHealth): void {
  const { tokens, text, hits } = page;
  const line = lineReader(page, hits, isHealth);
  const closeBy = (token: number) => {
    const start = tokens.start[token]!;
    for (let hit = firstHit(hits, start - 200); hit < hits.count && hits.start[hit]! < start + 200; hit++)
      if (isHealth(hit)) return true;
    return false;
  };
  const isNearHealth = nearHealth(page, isHealth);
  const one = (token: number, why: string, holder: 'unknown' | 'staff') =>
    take(
      { first: token, last: token, reversed: false, parts: [COMMON], givenToken: -1, familyToken: -1 },
      'likely',
      holder,
      { pattern: why },
    );
  const pairAt = (token: number, why: string, last = token + 1) =>
    take(
      { first: token, last, reversed: false, parts: [COMMON, COMMON], givenToken: token, familyToken: last },
      'likely',
      'unknown',
      { pattern: why },
    );
  for (const token of tokens.capitals) {
    const near = isNearHealth(token);
    // Most capitals of most texts end here, before a list of names is asked.
    if (taken[token] !== 0 || !(near || maySign(text, tokens.end[token]!))) continue;
    const part = reader.part(token);
    if (part < RARE || part === INITIAL) continue;
    if (part === COMMON && near && reader.given(token) && hasInitial(page, token)) {
      if ((begins(page, token) || isLed(page, token)) && line(token))
        pairAt(token, 'a given name and an initial, in a line that tells of health');
      continue;
    }
    if (!standsAlone(page, reader, taken, token)) continue;
    if (part === COMMON && near && (isBaby(page, token) || isJoined(page, token, taken)) && line(token)) {
      one(token, 'one name, in a line that tells of health', 'unknown');
      continue;
    }
    const ordinary = everyday.has(tokens.hash[token]!) && (tokens.flags[token]! & CAPITALS) === 0;
    if (part !== DOUBTFUL && signs(page, token)) {
      one(token, 'one name, of who signs or speaks', 'staff');
      continue;
    }
    if (!near) continue;
    const right = rightOf(page, token, isHealth);
    if (right === 0 || (ordinary && right < 3) || (part !== COMMON && right < 3)) continue;
    if (!line(token) && !(right === 3 && closeBy(token))) continue;
    if (
      right === 3 ||
      begins(page, token) ||
      (right === 2 && isLed(page, token)) ||
      isPlaced(page, token) ||
      isSought(page, token)
    )
      one(token, 'one name, in a line that tells of health', 'unknown');
  }
  if (tokens.count > shortText) return;
  for (let token = 0; token < tokens.count; token++) {
    if ((tokens.flags[token]! & (CAPITAL | DIGIT)) !== 0 || tokens.end[token]! - tokens.start[token]! < 3) continue;
    const titled = token > 0 && smallTitles.has(tokens.hash[token - 1]!) && particles.has(tokens.hash[token]!);
    if (titled && taken[token] === 0 && line(token)) {
      let last = token;
      while (last + 1 < tokens.count && last < token + 3 && particles.has(tokens.hash[last]!)) last++;
      if (last > token && !deeds.has(tokens.hash[last]!)) {
        take(
          { first: token, last, reversed: false, parts: [COMMON], givenToken: -1, familyToken: last },
          'likely',
          'unknown',
          { pattern: 'a title and a name', context: { word: 'mr', distance: 1 } },
        );
        token = last;
        continue;
      }
    }
    const name = nameFlags(tokens.hash[token]!);
    const led = token > 0 && leadsName.has(tokens.hash[token - 1]!);
    if ((name & (GIVEN | FAMILY)) === 0 || ((name & WORD) !== 0 && !led) || taken[token] !== 0) continue;
    if (everyday.has(tokens.hash[token]!)) continue;
    const next = token + 1;
    const pair =
      (name & GIVEN) !== 0 &&
      next < tokens.count &&
      gapKind(page, token) === 'space' &&
      ((nameFlags(tokens.hash[next]!) & (led && (name & WORD) === 0 ? FAMILY : FAMILY | WORD)) === FAMILY ||
        ((name & WORD) === 0 && isFamilyName(page, next, led)));
    if (
      (name & (GIVEN | WORD)) === GIVEN &&
      (led || isLed(page, token)) &&
      /^ [a-z](?:\. |[,;:]| (?:re|wants|needs|called|is|in \d))/.test(
        text.slice(tokens.end[token], tokens.end[token]! + 12),
      ) &&
      line(token)
    ) {
      pairAt(token, 'a given name and an initial, in a line that tells of health');
      token = next;
    } else if (pair && (led || line(token) || isBorn(text, tokens.end[next]!))) {
      pairAt(token, 'First Last in small letters, in the lists of names');
      token = next;
    } else if (
      (name & (FAMILY | GIVEN | WORD)) === FAMILY &&
      rightOf(page, token, isHealth) >= 2 &&
      (begins(page, token) || isLed(page, token)) &&
      line(token)
    )
      one(token, 'one name in small letters, in a line that tells of health', 'unknown');
  }
}

const smallTitles = new Set(['mr', 'mrs', 'ms', 'miss', 'senor', 'señora'].map(hashOf));

/** "Alejandra F. wants", "Rashad K in 2": one capital behind a given name, and no other name behind it. */
function hasInitial({ tokens, text }: Page, token: number): boolean {
  return /^ [A-Z](?:\.? [a-z]|\.?[,;:)]|\.?\s*$)/.test(text.slice(tokens.end[token], tokens.end[token]! + 5));
}

/** "baby boy Tran", "the Tran baby". */
function isBaby({ tokens, text }: Page, token: number): boolean {
  const before = text.slice(Math.max(0, tokens.start[token]! - 10), tokens.start[token]);
  const after = text.slice(tokens.end[token], tokens.end[token]! + 10);
  return (
    /\bbaby (?:boy|girl) $|\bbaby $/i.test(before) ||
    (/\bthe $/i.test(before) && /^ (?:baby|twins?|infant|newborn)\b/.test(after))
  );
}

/** "both Ochoa and Tran": the second of two family names. */
function isJoined({ tokens, text }: Page, token: number, taken: Uint8Array): boolean {
  return (
    token > 1 &&
    taken[token - 2] !== 0 &&
    / (?:and|&) $/.test(text.slice(tokens.end[token - 2], tokens.start[token])) &&
    (nameFlags(tokens.hash[token]!) & (FAMILY | WORD)) === FAMILY
  );
}

/** A family name of the long list behind a given name that is no word, or one with 's. */
function isFamilyName({ tokens, text }: Page, token: number, led: boolean): boolean {
  const flags = nameFlags(tokens.hash[token]!);
  if (deeds.has(tokens.hash[token]!)) return false;
  const owned = /^['\u2019]s /.test(text.slice(tokens.end[token], tokens.end[token]! + 3));
  return (owned && (flags & FAMILY) !== 0) || (led && (flags & (LISTED | WORD)) === LISTED);
}

/** A full date behind a name: who says it is asked for their birth date. */
function isBorn(text: string, end: number): boolean {
  return /^,? (?:dob:? )?\d{1,2}[/-]\d{1,2}[/-](?:19|20)?\d{2}\b/.test(text.slice(end, end + 18));
}

/** Neither beside another capitalized name-like word nor inside an address or a place. */
function standsAlone(page: Page, reader: Reader, taken: Uint8Array, token: number): boolean {
  const { tokens, text } = page;
  if (
    /[@\\_/.#$&'\u2019-]/.test(text[tokens.start[token]! - 1] ?? '') ||
    /[@\\_&]/.test(text[tokens.end[token]!] ?? '')
  )
    return false;
  if (token > 0 && gapKind(page, token - 1) === 'space') {
    if (taken[token - 1] !== 0) return false;
    if ((tokens.flags[token - 1]! & (CAPITAL | DIGIT)) === CAPITAL && !rooms.has(tokens.hash[token - 1]!)) {
      const head = (tokens.flags[token - 1]! & LINE) !== 0 && reader.part(token - 1) === NO;
      if (!head) return false;
    }
  }
  const next = token + 1;
  if (next >= tokens.count) return true;
  const gap = gapKind(page, token);
  if (gap === 'dash' || gap === 'sign') return false;
  if (gap !== 'space') return true;
  const hash = tokens.hash[next]!;
  if ((tokens.flags[next]! & CAPITAL) !== 0 && placeWords.has(hash)) return false;
  const part = reader.part(next);
  return (
    taken[next] === 0 &&
    !credentials.has(hash) &&
    (part < RARE || (part === INITIAL && /^[RL]$/.test(text.slice(tokens.start[next], tokens.end[next]))))
  );
}

/** 0: nothing of a note behind the name; 1: a sign; 2: a deed or a health term; 3: an age, a room or a bed. */
function rightOf(page: Page, token: number, isHealth: IsHealth): 0 | 1 | 2 | 3 {
  const { tokens, text, hits } = page;
  const end = tokens.end[token]!;
  const after = text.slice(end, end + 14);
  if (
    /^[ ,]{1,2}\(?\d{1,3} ?(?:y\/?o|yrs?|[MFmf])\b|^, \d{2}[,;.] |^,? (?:in |- )?(?:rm|room|bed|bay|icu|#) ?\d/i.test(
      after,
    )
  )
    return 3;
  if (/^ in \d{1,3}\b/.test(after)) return 3;
  if (/^,? (?:@ ?)?\d{1,2}:\d{2}/.test(after)) return 2;
  if (/^['\u2019]s /.test(after) || /^ \d{5} [A-Z]\d\d/.test(after)) return 2;
  const next = token + 1;
  if (next < tokens.count && gapKind(page, token) === 'space') {
    if ((tokens.flags[next]! & (CAPITAL | DIGIT)) === 0) {
      if (deeds.has(tokens.hash[next]!) || /^\w{2,}(?:ing|ed)$/.test(text.slice(tokens.start[next], tokens.end[next])))
        return 2;
    }
    // "Ochoa R TKA", "Ochoa 214 CBC": the term stands first, or behind a side or a room.
    for (let at = next; at < next + 2 && at < tokens.count; at++) {
      const hit = hitAt(hits, at);
      if (hit >= 0 && isHealth(hit)) return 2;
      if (!/^(?:[RLrl]t?|\d{1,4}[A-D]?)$/.test(text.slice(tokens.start[at], tokens.end[at]))) break;
    }
  }
  return /^(?: ?[:|/]|,? ?\(|,| [-\u2013]|\t| {2}|;|[?!.](?:\s|$))/.test(after) ? 1 : 0;
}

/** At the head of its line, behind numbers, bullets, times and rooms alone. */
function begins({ tokens, text }: Page, token: number): boolean {
  let at = token;
  while ((tokens.flags[at]! & LINE) === 0 && at > 0 && token - at < 5) {
    at--;
    const small = tokens.end[at]! - tokens.start[at]! < 3;
    if ((tokens.flags[at]! & DIGIT) === 0 && !rooms.has(tokens.hash[at]!) && !leads.has(tokens.hash[at]!) && !small)
      return false;
  }
  const from = tokens.start[at]!;
  return at === 0 || (tokens.flags[at]! & LINE) !== 0 ? !/[.!?] /.test(text.slice(from, tokens.start[token])) : false;
}

/** "the biopsy for Ochoa?", "labs on Ochoa.": a family name that is no given name. */
function isSought({ tokens, text }: Page, token: number): boolean {
  return (
    token > 0 &&
    (text.charCodeAt(tokens.end[token - 1]!) === 32
      ? sought.has(tokens.hash[token - 1]!)
      : text.slice(tokens.end[token - 1], tokens.start[token]) === ': ') &&
    (nameFlags(tokens.hash[token]!) & (FAMILY | GIVEN | WORD)) === FAMILY
  );
}

/** "bed 2 is Ochoa,", "rm 5 Ochoa,". */
function isPlaced({ tokens, text }: Page, token: number): boolean {
  const at = token > 0 && tokens.hash[token - 1] === hashOf('is') ? token - 2 : token - 1;
  if (at >= 0 && /^\d{1,4}[A-D]$/.test(text.slice(tokens.start[at], tokens.end[at]))) return true;
  return at > 0 && (tokens.flags[at]! & DIGIT) !== 0 && rooms.has(tokens.hash[at - 1]!);
}

function isLed({ tokens, text }: Page, token: number): boolean {
  if (token === 0) return true;
  const before = tokens.hash[token - 1]!;
  const gap = text.slice(tokens.end[token - 1], tokens.start[token]);
  return gap === ' '
    ? leads.has(before) || rooms.has(before)
    : /^(?:[.;:?!,]|\)| ?[-\u2013\u2014]) ?$|^[:;] \(?@?$/.test(gap);
}

/** "[9:20] Keisha:", "thx Jennifer" at the end, a name alone in the last line. */
function signs(page: Page, token: number): boolean {
  const { tokens, text } = page;
  const start = tokens.start[token]!;
  const end = tokens.end[token]!;
  const before = text.slice(Math.max(0, start - 12), start);
  const behind = text.charCodeAt(end);
  if (behind === 58 && /(?:^|\n)[ \t]*\[?\d{1,2}:\d{2}(?::\d{2})? ?(?:[AaPp][Mm]?)?\]? [-\u2013]? ?$/.test(before))
    return true;
  if (!maySign(text, end)) return false;
  const rest = text.slice(end, end + 6);
  const last = /^\s*$/.test(rest);
  if (!last && !/^ ?[ \t]*(?:\r?\n|$)/.test(rest)) return false;
  if (token > 0 && signOffs.has(tokens.hash[token - 1]!) && start - tokens.end[token - 1]! < 4) return true;
  return last && end > text.trimEnd().length - 1 && /(?:[.!?)] ?|[-\u2013~] ?|\n[ \t]*)$/.test(before);
}

/** Whether a colon or no sign follows: without a pattern, because almost no word that names nobody gets further. */
function maySign(text: string, end: number): boolean {
  const behind = text.charCodeAt(end);
  return behind === 58 || !(isInk(behind) || (behind === 32 && isInk(text.charCodeAt(end + 1))));
}

/** A sign, letter or digit of ASCII. */
function isInk(unit: number): boolean {
  return unit > 32 && unit < 127;
}
