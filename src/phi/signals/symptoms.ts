import { defineSignal, termsOf } from '../signal.ts';

/** What people complain of, in their own words and in the chart's. */
export const symptoms = defineSignal({
  id: 'phi.signals.symptoms',
  title: 'Symptoms',
  strength: 'likely',
  terms: termsOf(`
swollen; swelling; bleeding; bleeding gums; itching; itchy; fever; fevers; vomiting; nausea; nauseous; diarrhea; constipation; constipated; rash; headache; headaches; dizzy; dizziness; lightheaded; cramps; cramping; sore throat; cough; coughing; chills; short of breath; sob; chest tightness; wheezing; numbness; tingling; blurry vision; blurred vision; double vision; weight loss; weight gain; night sweats; fatigue; fatigued; malaise; abdominal cramps; stomach pain; stomach ache; toothache; ear pain; earache; eye pain; joint pain; muscle pain; hip pain; leg pain; foot pain; ankle pain; arm pain; wrist pain; hand pain; elbow pain; jaw pain; pelvic pain; flank pain; heartburn; bloating; blood in urine; blood in stool; burning with urination; urinary frequency; discharge from wound; drainage from wound; purulent drainage; runny nose; congestion; nasal congestion; hoarseness; loss of appetite; poor appetite; trouble sleeping; difficulty breathing; difficulty swallowing; unsteady gait; confusion; memory loss; forgetful; fainted; fainting; passed out; stitches; infected; high fever; low grade fever; allergic reaction; bruising; bruise; lump; breast lump; mole; lesion; blister; blisters; stiffness; spasms; muscle spasms; weakness; fell; fall at home; fall risk; ulcer; side effect; morning sickness; hot flashes; dry mouth; lethargic; jaundiced; no acute distress; productive cough; suspicious mole; skin biopsy site; migraine headache; strep; stomach bug; flu symptoms; broken arm; broken leg; broken wrist; sprained ankle; concussion symptoms; high blood sugar; low blood sugar
`),
});
