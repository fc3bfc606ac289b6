import { defineSignal, termsOf } from '../signal.ts';

/** Substance use disorder and its treatment: records of a program under 42 CFR Part 2. */
export const substanceUse = defineSignal({
  id: 'phi.signals.substance-use',
  title: 'Substance use',
  strength: 'certain',
  sensitive: 'substance-use',
  terms: termsOf(`
substance abuse; substance use; substance use disorder; sud; drug abuse; drug addiction; addiction; addiction treatment; alcoholism; alcohol abuse; alcohol use disorder; aud; alcohol dependence; alcohol withdrawal; alcohol intoxication; alcoholic cirrhosis; delirium tremens; ciwa; opioid use disorder; oud; opioid dependence; opioid abuse; opioid addiction; opioid withdrawal; opiate dependence; heroin; heroin use; ivdu; iv drug use; intravenous drug use; injection drug use; cocaine; cocaine use disorder; crack cocaine; methamphetamine; meth use; amphetamine abuse; cannabis use disorder; marijuana use; benzodiazepine dependence; polysubstance abuse; polysubstance use; detox; detoxification; medically supervised withdrawal; methadone; methadone clinic; methadone maintenance; buprenorphine; buprenorphine-naloxone; suboxone; subutex; sublocade; zubsolv; naltrexone; vivitrol; naloxone; narcan; disulfiram; antabuse; acamprosate; medication-assisted treatment; medication assisted treatment; moud; drug overdose; opioid overdose; drug rehab; residential treatment program; intensive outpatient program; relapse prevention; sobriety; narcotics anonymous; alcoholics anonymous; 12-step; twelve step; urine drug screen; uds positive; urine tox; 42 cfr part 2; part 2 records; recovery program; drug seeking; cows score; fentanyl use; dui evaluation
`),
});
