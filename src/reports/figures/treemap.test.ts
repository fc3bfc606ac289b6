import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ageColumns, linkAges, linkAgesSentence } from './link-ages.ts';
import { squarify } from './squarify.ts';
import { type TreemapStore, type TreemapWords, treemap, treemapSentence } from './treemap.ts';

const words: TreemapWords = {
  size: (count) => `${count} items`,
  exposure: {
    private: 'Named people',
    shared: 'One team',
    organization: 'Everyone here',
    guest: 'Named guests',
    anonymous: 'Anyone link',
  },
  wider: (items, exposure) => `${items}: ${exposure}`,
  others: (count) => `${count} others`,
};
const stores: TreemapStore[] = [
  { name: 'Clinical charts', size: 600, usual: 'shared' },
  { name: 'Lab results', size: 300, usual: 'shared', wider: { items: 1, exposure: 'anonymous' } },
  { name: 'Archive', size: 100, usual: 'organization' },
];

it('S0-51: areas of the treemap are as the numbers of items, and fill the map', () => {
  const boxes = squarify([600, 300, 100], { x: 0, y: 0, width: 200, height: 100 });
  const areas = boxes.map(({ width, height }) => Math.round(width * height));
  assert.deepEqual(areas, [12_000, 6_000, 2_000]);
  for (const { x, y, width, height } of boxes) {
    assert.ok(x >= 0 && y >= 0 && x + width <= 200.001 && y + height <= 100.001);
    assert.ok(Math.max(width / height, height / width) < 4, 'near to a square');
  }
  assert.deepEqual(squarify([], { x: 0, y: 0, width: 10, height: 10 }), []);
});

it('S0-51: the treemap names each store, its access, and what is open wider', () => {
  const svg = treemap(stores, { width: 736, height: 284 }, words);
  for (const text of ['Clinical charts', '600 items', 'One team', '1: anonymous', 'var(--e5)', 'var(--e3)'])
    assert.ok(svg.includes(text), text);
  assert.equal(
    treemapSentence(stores, words),
    'Of 3 stores with PHI, Clinical charts holds most: 600 items, open to one team. Open wider: Lab results: 1: anonymous.',
  );
  assert.equal(treemapSentence([], words), 'No store holds PHI.');
});

it('I-6: names with tags in them are text in both figures', () => {
  const svg = treemap(
    [{ name: '<img src=x onerror=alert(1)>"\'&', size: 5, usual: 'private' }],
    { width: 700, height: 200 },
    words,
  );
  assert.ok(!svg.includes('<img'));
  assert.ok(svg.includes('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;'));
});

it('what is too small for a tile of its own is counted in one', () => {
  const many = Array.from({ length: 60 }, (_, at) => ({
    name: `Store ${at}`,
    size: 60 - at,
    usual: 'private' as const,
  }));
  assert.match(treemap(many, { width: 900, height: 400 }, words), /20 others, 210 items/);
});

it('S0-40, S0-45: links fall into columns by age, and one whose age is not known into none of them', () => {
  const links = [
    { days: 0, behind: 'none' as const },
    { days: 90, behind: 'phi' as const },
    { days: 91, behind: 'phi' as const },
    { days: 366, behind: 'unknown' as const },
    { behind: 'none' as const },
  ];
  assert.deepEqual(
    ageColumns(links).map(({ phi, unknown, none }) => [phi, unknown, none]),
    [
      [0, 0, 1],
      [0, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  );
  assert.equal(
    linkAgesSentence(links),
    '5 links and rights: 2 older than 90 days, 1 of those with PHI behind; of 1 the age is not known.',
  );
  assert.match(linkAges(links, 600), /url\(#hu\)/);
  assert.equal(linkAges([], 600), '');
});
