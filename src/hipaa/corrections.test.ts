import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreementElements, agreementFields, microsoftAgreement } from './business-associate-agreement.ts';
import { corrections } from './corrections.ts';
import { identifiers } from './identifiers.ts';
import { provision } from './index.ts';
import { patientRequestClocks, relatedLaws } from './privacy.ts';

describe('popular statements that are wrong', () => {
  it('has each with what is right, and a citation that resolves or another authority', () => {
    assert.equal(corrections.length, 23);
    assert.equal(new Set(corrections.map((entry) => entry.id)).size, 23);
    for (const {
      id,
      said,
      right,
      does,
      citations,
      authority,
      source,
      recordedOn,
      lastChecked,
      confidence,
    } of corrections) {
      assert.ok(said.endsWith('.') && right.endsWith('.') && does.endsWith('.'), id);
      assert.ok(citations.length > 0 || authority, id);
      for (const citation of citations) assert.equal(provision(citation)?.citation, citation, id);
      assert.match(source.url, /^https?:\/\//);
      assert.equal(recordedOn, '2026-11-21');
      assert.ok(lastChecked === '2026-11-21' || confidence !== 'high', id);
    }
  });

  it('corrects the four worst ones', () => {
    const right = (id: string) => corrections.find((entry) => entry.id === id)!.right;
    assert.match(right('right-to-deletion'), /no general right to deletion/);
    assert.match(right('no-officer-needed'), /security official and a privacy official are both required/);
    assert.match(right('own-keys'), /addressable today/);
    assert.match(right('every-share-a-breach'), /four factors/);
  });
});

describe('the 18 identifiers', () => {
  it('S0-16: are listed A to R with distinct ids', () => {
    assert.equal(identifiers.map((entry) => entry.letter).join(''), 'ABCDEFGHIJKLMNOPQR');
    assert.equal(new Set(identifiers.map((entry) => entry.id)).size, 18);
    for (const entry of identifiers) assert.ok(entry.title && entry.meaning && entry.source.url && entry.confidence);
  });

  it('keep the rules on ZIP codes and high ages', () => {
    assert.match(identifiers[1]!.meaning, /more than 20,000 people .* 000/);
    assert.match(identifiers[2]!.meaning, /over 89/);
  });
});

describe('the business associate agreement', () => {
  it('S0-7: has twelve elements with citations that resolve', () => {
    assert.equal(agreementElements.length, 12);
    for (const { id, citations, paragraphs, source, confidence } of agreementElements) {
      for (const citation of citations) assert.equal(provision(citation)?.citation, citation, id);
      assert.ok(paragraphs.length > 0 && source.url && confidence, id);
    }
    assert.match(agreementElements.find((entry) => entry.id === 'reports')!.meaning, /60 is only the outer limit/);
  });

  it('lists the fields of the register and does not ask Microsoft for a signature', () => {
    assert.ok(agreementFields.some((field) => field.id === 'breach-notice-days'));
    assert.ok(agreementFields.some((field) => field.id === 'tenant'));
    assert.match(microsoftAgreement.meaning, /applies by default/);
    assert.ok(microsoftAgreement.neverCovered.includes('Consumer OneDrive'));
  });
});

describe('law beside HIPAA', () => {
  it('is shown as recalled until somebody checks it', () => {
    for (const { source, lastChecked, confidence } of relatedLaws) {
      assert.ok(source.url.startsWith('https://www.ecfr.gov/'));
      assert.equal(lastChecked, undefined);
      assert.notEqual(confidence, 'high');
    }
  });
});

describe('the clocks of patient requests', () => {
  it('are 30, 60 and 60 days with one extension of 30', () => {
    assert.deepEqual(
      patientRequestClocks.map(({ request, days, extensionDays }) => [request, days, extensionDays]),
      [
        ['access', 30, 30],
        ['amendment', 60, 30],
        ['accounting', 60, 30],
      ],
    );
    for (const { citation } of patientRequestClocks) assert.equal(provision(citation)?.rule, 'privacy');
  });
});
