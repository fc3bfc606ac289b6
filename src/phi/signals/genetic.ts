import { defineSignal, termsOf } from '../signal.ts';

/** Genetic information: 45 CFR 160.103, and the Genetic Information Nondiscrimination Act. */
export const genetic = defineSignal({
  id: 'phi.signals.genetic',
  title: 'Genetic information',
  strength: 'certain',
  sensitive: 'genetic',
  terms: termsOf(`
brca1; brca2; brca; brca mutation; brca positive; genetic test; genetic testing; genetic test results; genetic counseling; genetic counselor; genetic mutation; pathogenic variant; likely pathogenic; variant of uncertain significance; vus; germline; germline mutation; germline testing; whole exome sequencing; whole genome sequencing; exome sequencing; genome sequencing; karyotype; chromosomal microarray; carrier screening; carrier status; carrier testing; lynch syndrome; huntington gene; huntington disease gene; cag repeats; cag repeat; apoe e4; apoe; apoe4; mthfr; mthfr mutation; cftr; cftr mutation; factor v leiden mutation; fragile x; fmr1; heterozygous; homozygous; hereditary breast and ovarian cancer; familial adenomatous polyposis; li-fraumeni syndrome; tp53 mutation; mlh1; msh2; palb2; chek2; atm mutation; trisomy 21; trisomy 18; cell-free dna; nipt; dna test; dna testing; dna results; pharmacogenomic; cyp2c19; cyp2d6; hereditary cancer panel; newborn genetic screen; predictive genetic; marfan syndrome; duchenne muscular dystrophy; spinal muscular atrophy; smn1; tay-sachs
`),
});
