/** The layers of docs/architecture.md. Imports point down only; every rule says why in its comment. */
const units = '^src/(controls|detections|phi|runbooks|program)/';
const tests = '\\.test\\.ts$';
/** Where the dictionary of person names is taken in. */
const names = '^src/phi/names/dictionary\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-imports-nothing',
      comment: 'core/ holds the words that everybody shares. What it imports, everybody imports.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: tests },
      to: { pathNot: '^src/core/' },
    },
    {
      name: 'hipaa-imports-core',
      comment: 'The regulation is data.',
      severity: 'error',
      from: { path: '^src/hipaa/', pathNot: tests },
      to: { pathNot: '^src/(core|hipaa)/' },
    },
    {
      name: 'units-are-pure',
      comment: 'A unit judges plain data: no I/O, no npm package, no Node module, nothing above it.',
      severity: 'error',
      from: { path: units, pathNot: [tests, names] },
      to: { pathNot: '^src/(core|hipaa|controls|detections|phi|runbooks|program)/' },
    },
    {
      name: 'names-come-from-a-list',
      comment: 'The one unit that takes a package: a list of names, data without code.',
      severity: 'error',
      from: { path: names },
      to: { pathNot: '^(src/(core|phi)/|node_modules/humannames/index\\.json$)' },
    },
    {
      name: 'documents-import-core',
      comment: 'Text out of files: it knows formats and neither PHI nor tenants.',
      severity: 'error',
      from: { path: '^src/documents/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(core|documents)/' },
    },
    {
      name: 'units-keep-to-their-kind',
      comment: 'A control may use a helper of its own service, never of another kind of unit.',
      severity: 'error',
      from: { path: '^src/(controls|phi|runbooks|program)/', pathNot: tests },
      to: { path: units, pathNot: '^src/$1/' },
    },
    {
      name: 'controls-keep-to-their-service',
      comment: 'A helper for two services must earn a name in core/.',
      severity: 'error',
      from: { path: '^src/controls/([^/]+)/', pathNot: tests },
      to: { path: '^src/controls/', pathNot: '^src/controls/$1/' },
    },
    {
      name: 'connectors-import-core',
      comment: 'A connector knows one outside source and no judgement.',
      severity: 'error',
      from: { path: '^src/connectors/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(core|connectors)/' },
    },
    {
      name: 'store-imports-core',
      comment: 'The store keeps plain data and judges nothing. Of the program it may know the shapes alone.',
      severity: 'error',
      from: { path: '^src/store/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(core|evidence|store|program)/' },
    },
    {
      name: 'store-takes-types-of-program',
      comment: "The rules of the program are the engine's to run.",
      severity: 'error',
      from: { path: '^src/store/', pathNot: tests },
      to: { path: '^src/program/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'simulator-imports-core',
      comment: 'The simulator shares no code with the connectors, or the two would share their mistakes.',
      severity: 'error',
      from: { path: '^src/simulator/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(core|simulator)/' },
    },
    {
      name: 'engine-is-given-connectors-and-store',
      comment: 'The verbs take what reads and keeps by argument, so that they run on anything.',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: tests },
      to: { path: '^src/(connectors|documents|store|api|server|cli|web|simulator|reports)/' },
    },
    {
      name: 'reports-show-plain-results',
      comment: 'A report takes a result and gives text.',
      severity: 'error',
      from: { path: '^src/reports/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(core|hipaa|reports)/' },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'Test files are for the runner alone.',
      severity: 'error',
      from: {},
      to: { path: tests },
    },
    {
      name: 'only-tests-import-test',
      comment: 'Harnesses never reach the product.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: '^test/' },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that resolves to nothing is not checked by any other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      // The last two for packages that hold types alone.
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
