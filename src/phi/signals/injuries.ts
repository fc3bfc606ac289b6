import { defineSignal, termsOf } from '../signal.ts';

const parts =
  'ankle arm back breast calf cheek chest chin collarbone ear elbow eye eyelid face finger flank foot forearm forehead groin hand head heel hip jaw kidney knee leg lip liver lung neck nose pelvis rib ribs scalp shin shoulder skull spine stomach thigh throat thumb toe tongue tooth wrist abdomen bladder bowel buttock coccyx colon femur fibula humerus hamstring meniscus prostate quad rotator sacrum scrotum spleen sternum tibia thyroid uterus ovary cervical lumbar thoracic abdominal pelvic'.split(
    ' ',
  );
const troubles =
  'pain|hurts|hurting|ache|aches|swelling|swollen|injury|injuries|fracture|fx|surgery|wound|laceration|mass|lesion|ulcer|infection|numbness|weakness|tear|x-ray|xray|mri|ct|ultrasound|replacement|repair|biopsy|injection|sprain|strain|spasm|stiffness|tenderness|abscess|bruise|rash|cancer|tumor|cyst|bleeding|drainage|contusion|dislocation|brace|cast|transplant|discharge|nodule|scan|sx|bx'.split(
    '|',
  );
const mishaps =
  'broke broken breaks fractured sprained injured hurt twisted tore torn dislocated bruised cut burned'.split(' ');
const whose = ['', 'a ', 'her ', 'his ', 'my ', 'the ', 'left ', 'right ', 'their '];
const sides = ['left', 'right', 'bilateral', 'lt', 'rt'];
/** "left hand side", "right foot forward": everyday words. */
const sideless = new Set([
  'hand',
  'foot',
  'arm',
  'back',
  'face',
  'head',
  'ear',
  'eye',
  'quad',
  'rotator',
  'colon',
  'shoulder',
]);

/** What may hurt, break or swell in a body: every part with every trouble, so that no list of sentences is needed. */
export const injuries = defineSignal({
  id: 'phi.signals.injuries',
  title: 'Parts of the body and what ails them',
  strength: 'likely',
  terms: [
    ...new Set([
      ...parts.flatMap((part) => [
        ...troubles.filter((trouble) => part !== 'back' || trouble !== 'cut').map((trouble) => `${part} ${trouble}`),
        ...[
          'pain in',
          'swelling of',
          'numbness in',
          'injury to',
          'rash on',
          'wound on',
          'fracture of',
          'mri of',
          'ct of',
          'x-ray of',
          'xray of',
          'ultrasound of',
          'surgery on',
          'operation on',
          'biopsy of',
          'blood in',
        ].flatMap((lead) =>
          ['', 'her ', 'his ', 'my ', 'the ', 'left ', 'right '].map((own) => `${lead} ${own}${part}`),
        ),
        ...mishaps.flatMap((mishap) => whose.map((own) => `${mishap} ${own}${part}`)),
        ...(sideless.has(part) ? [] : sides.map((side) => `${side} ${part}`)),
      ]),
      ...termsOf(
        `blood in the urine; blood in her urine; blood in his urine; blood in the stool; blood in his stool; blood in her stool; blood in sputum; mri of the lumbar spine; mri of the brain; hip fx; fx; wrist fx; ankle fx; fall with injury; motor vehicle accident; car accident; injuries sustained; bodily injury; work injury; workers comp injury; workplace injury; injured on the job; needlestick; needle stick; hit by a car; crush injury; head trauma; blunt trauma; wheelchair; rolling walker; uses a walker; uses walker; with a walker; with walker; uses a cane; with a cane; crutches; lumbar spine; cervical spine; thoracic spine; c-spine; l-spine; t-spine; hearing aid; hearing aids; prosthesis; prosthetic; orthotics; compression stockings; knee scooter; hospital bed; commode; shower chair; inhaler; rescue inhaler; spacer; glucometer; test strips; lancets; insulin pens; oxygen tank; portable oxygen; home o2; blood thinner; blood thinners; blood pressure pill; blood pressure pills; blood pressure medicine; water pill; heart medicine; thyroid medicine; pain pills; pain pill; sleeping pills; antibiotic; steroid; steroids; nebs; neb treatment; iv fluid; flu shot given; allergy shots; birth certificate worksheet; groggy; sedated; not waking up; hard to wake; snf; skilled nursing facility; home health; hospice; hospice nurse; er visit; ed visit; urgent care visit; hospital stay; admitted to the hospital; discharged from the hospital; blood samples; blood sample; urine sample; stool sample; cath lab; lhc; rhc; pacer; carb counting; snhl; sensorineural hearing loss; bilateral hearing loss; found unresponsive; cause of death; advance directive; comfort measures; on comfort; time of death; autopsy`,
      ),
      ...termsOf(
        `diabetes tipo 2; presión alta; presión arterial; colesterol; asma; dolor de cabeza; dolor de pecho; dolor de espalda; dolor de estómago; fiebre; tos; mareos; náuseas; vómito; infección; embarazada; embarazo; alergia; alergias; cirugía; operación; mamografía; mamografia; colonoscopia; radiografía; ecografía; análisis de sangre; medicamento; medicamentos; receta; recetas; insulina; vacuna; vacunas; diagnóstico; diagnostico; enfermedad; corazón; riñón; hígado; cáncer; tratamiento; quimioterapia; terapia`,
      ),
    ]),
  ],
});
