/** Words that fill the layouts: each mark of a pool's name takes one of its entries. */
export const pools: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    dx: "type 2 diabetes|hypertension|COPD|asthma|atrial fibrillation|heart failure|hypothyroidism|rheumatoid arthritis|chronic kidney disease stage 3|pneumonia|cellulitis of the left leg|osteoarthritis of the knee|gout|migraine|GERD|diverticulitis|iron deficiency anemia|psoriasis|sciatica|UTI|acute bronchitis|shingles|plantar fasciitis|kidney stones|lupus|Crohn's disease|sleep apnea|coronary artery disease|hyperlipidemia|BPH",
    DX: 'DM2|HTN|CHF|COPD|AFIB|CAD|ESRD|CVA|UTI|DVT|PNA|GERD',
    sym: 'chest pain|shortness of breath|low back pain|dizziness|a persistent cough|abdominal pain|a rash on both arms|blurred vision|numbness in the right hand|fever and chills|knee swelling|nausea and vomiting|headaches|palpitations|blood in the urine|fatigue',
    med: 'metformin|lisinopril|atorvastatin|amlodipine|levothyroxine|omeprazole|gabapentin|albuterol|warfarin|insulin glargine|hydrochlorothiazide|prednisone|amoxicillin|losartan|furosemide|apixaban|tramadol|montelukast|clopidogrel',
    dose: '5 mg|10 mg|20 mg|25 mg|40 mg|50 mg|100 mg|250 mg|500 mg',
    sig: 'once daily|twice a day|BID|TID|QHS|at bedtime|every 8 hours as needed|with meals|q6h prn',
    proc: 'colonoscopy|knee arthroscopy|cataract surgery|upper endoscopy|cardiac catheterization|MRI of the lumbar spine|hip replacement|mammogram|skin biopsy|echocardiogram|CT of the abdomen|stress test|hernia repair|gallbladder removal|sleep study|bone density scan',
    labname:
      'Hemoglobin A1c|Glucose|Creatinine|Potassium|Sodium|TSH|LDL cholesterol|WBC|Hemoglobin|Platelets|ALT|BUN|INR|Vitamin D, 25-OH|PSA|Ferritin',
    icd: 'E11.9|I10|J44.9|M54.5|I48.91|E78.5|N18.30|K21.9|J45.909|M17.11|G43.909|I50.9|E03.9',
    cpt: '99213|99214|99203|80053|83036|93000|71046|45378|20610|36415',
    allergy: 'penicillin|sulfa|latex|codeine|shellfish|aspirin|NKDA',
    vaccine: 'MMR|Tdap|influenza|HPV|hepatitis B|varicella|PCV13|DTaP|COVID-19|RSV',
    plan: 'Aetna|Cigna|Blue Cross Blue Shield|UnitedHealthcare|Humana|Medicare|Medicaid|Kaiser Permanente|Anthem|Molina Healthcare',
    clinic:
      "Riverside Family Medicine|Lakeshore Cardiology|Valley Orthopedics|Northgate Pediatrics|Cedar Grove Clinic|Harbor Internal Medicine|Summit Women's Health|Prairie Dermatology",
    psych:
      'major depressive disorder|PTSD|generalized anxiety disorder|bipolar disorder|panic attacks|schizophrenia|suicidal ideation',
    sud: 'alcohol use disorder|opioid use disorder|cocaine dependence|methadone maintenance|heroin withdrawal',
    sti: 'HIV|chlamydia|syphilis|gonorrhea',
  }).map(([name, words]) => [name, words.split('|')]),
);
