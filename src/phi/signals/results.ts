import { defineSignal, termsOf } from '../signal.ts';

/** Laboratory tests, vital signs and imaging findings. */
export const results = defineSignal({
  id: 'phi.signals.results',
  title: 'Results and vital signs',
  strength: 'likely',
  terms: termsOf(`
hemoglobin a1c; hgba1c; hba1c; a1c; glucose; fasting glucose; blood sugar; blood glucose; creatinine; egfr; gfr; bun; blood urea nitrogen; sodium; potassium; chloride; bicarbonate; calcium; magnesium; phosphorus; albumin; bilirubin; total bilirubin; alt; ast; sgot; sgpt; alkaline phosphatase; alk phos; ggt; lipase; amylase; troponin; bnp; nt-probnp; ck-mb; d-dimer; inr; pt/inr; ptt; aptt; fibrinogen; wbc; rbc; white blood cell; white blood cells; red blood cell; hemoglobin; hgb; hematocrit; hct; platelets; platelet count; plt; mcv; mch; mchc; rdw; neutrophils; lymphocytes; eosinophils; cbc; complete blood count; cmp; bmp; comprehensive metabolic panel; basic metabolic panel; lipid panel; ldl; hdl; triglycerides; total cholesterol; cholesterol; tsh; free t4; free t3; t4; cortisol; psa; cea; ca-125; ca 19-9; afp; hcg; beta hcg; ferritin; iron saturation; tibc; vitamin d; vitamin b12; folate; esr; crp; c-reactive protein; sed rate; ana; rheumatoid factor; anti-ccp; urinalysis; urine culture; blood culture; blood cultures; wound culture; sputum culture; gram stain; throat culture; rapid strep; microalbumin; uric acid; lactate; ammonia; procalcitonin; abg; arterial blood gas; ph; pco2; po2; pathology report; biopsy results; path report; lab results; labs; laboratory results; test results; lab work; bloodwork; blood work; blood test
blood pressure; bp; heart rate; hr; pulse; respiratory rate; rr; resp; temp; temperature; spo2; o2 sat; oxygen saturation; bmi; body mass index; weight; height; wt; ht; vital signs; vitals; o2 sats; pain score; gcs; glasgow coma scale; apgar; ejection fraction; lvef; fev1; peak flow; phq-9; gad-7; mmse; moca score; audit-c; reference range; abnormal flag; specimen; mmhg; mg/dl; mmol/l; g/dl; ng/ml; iu/l; u/l; meq/l; bpm; k/ul; ml/min; hsil; lsil; ascus; atypical cells; viral load; lungs are clear; cardiopulmonary disease; no acute cardiopulmonary disease; heart size is normal; afebrile; febrile; tachycardic; hypertensive urgency; culture grew; within normal limits; wnl
`),
});
