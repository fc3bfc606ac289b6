import { termsOf } from './signal.ts';
import type { TermList } from './text/vocabulary.ts';

/** Labels of names by whom they name, and the words around people. */
export const roles: readonly TermList[] = [
  {
    tag: 'name.patient',
    joined: true,
    terms: termsOf(
      `patient; pt; patient name; pt name; name of patient; patients name; patient's name; patient full name; full name of patient; patient legal name; client; client name; member; plan member; resident name; resident; member name; name of member; subscriber; subscriber name; insured name; insured; name of insured; insured's name; beneficiary name; beneficiary; enrollee; enrollee name; policyholder; policy holder; policyholder name; policy holder name; claimant; claimant name; decedent; pat name; patname; re patient; patient/client; child's name; child name; infant name; baby name; name of child; student name; participant name; pts; deceased; patient (last, first); patient name (last, first); patient last first; nombre del paciente; paciente; enrolled member; covered person; dependent name; dependent`,
    ),
  },
  {
    tag: 'name.relative',
    joined: true,
    terms: termsOf(
      `guarantor; guarantor name; emergency contact; emergency contact name; next of kin; nok; spouse name; spouse; mother's name; father's name; mother name; parent name; parent/guardian; parent or guardian; guardian name; guardian; responsible party; responsible party name; contact person; power of attorney; family member; family members; household member; healthcare proxy; health care proxy; proxy; poa; parent; in case of emergency; wife; husband; daughter; son; mother; father; sister; brother; mom; dad; partner; caregiver name; accompanied by; girlfriend; boyfriend; fiance`,
    ),
  },
  {
    tag: 'name.provider',
    joined: true,
    terms: termsOf(
      `provider; provider name; req phys; req physician; requesting physician; requesting provider; req md; ord phys; ord md; ord provider; att phys; att md; ref phys; ref md; audiologist; optometrist; podiatrist; chiropractor; dietitian; orthodontist; endodontist; periodontist; ophthalmologist; urologist; nephrologist; gastroenterologist; endocrinologist; pulmonologist; rheumatologist; hematologist; gynecologist; obstetrician; pediatrician; allergist; orthopedist; internist; physical therapist; occupational therapist; speech therapist; scribe; provider seen; seen with; visit with; appointment with; appt with; physician; physician name; attending; attending physician; attending provider; attending md; referring; referring physician; referring provider; referring md; ordering physician; ordering provider; ordering; ordered by; rendering provider; rendering; billing provider; surgeon; assistant surgeon; anesthesiologist; pcp; pcp name; primary care physician; primary care provider; primary care; primary physician; doctor; doctor name; prescriber; prescriber name; prescribed by; seen by; evaluated by; examined by; treated by; performed by; dictated by; dictating; signed by; electronically signed by; electronically signed; e-signed by; reviewed by; verified by; authenticated by; cosigned by; interpreted by; read by; radiologist; pathologist; cardiologist; dermatologist; oncologist; neurologist; psychiatrist; psychologist; therapist; clinician; counselor; nurse; nurse practitioner; pharmacist; dentist; hygienist; technician; technologist; consultant; consulting physician; consulting; admitting physician; admitting; resident physician; fellow; hospitalist; supervising physician; midwife; case manager; care manager; social worker; referred by; referral from; follow up with; care of; under the care of; collected by; drawn by; transcribed by; administered by; author; authenticated; medical director; servicing provider; performing provider; practitioner; treating physician; treating provider; charge nurse; on call; on-call`,
    ),
  },
  {
    tag: 'name.staff',
    joined: true,
    terms: termsOf(
      `employee; employee name; staff; staff name; staff member; team member; board member; committee member; faculty member; council member; crew member; workforce member; workforce members; member of the board; associate name; manager; supervisor; coordinator; reporting to; reports to; approved by; prepared by; submitted by; requested by; entered by; created by; completed by; assigned to; assigned; technician name; hr contact; sales rep; account manager; attendees; attendee; present; absent; presenter; presenters; speaker; speakers; facilitator; instructor; trainer; host; organizer; chair; minutes taken by; recorder; moderator; panelists; witness; witness name; sender; recipient; attn; attention; contact name; vendor contact; sold to; ship to; buyer; receptionist; front desk; scheduler; registrar; billing contact; privacy officer; security officer; compliance officer; administrator; office manager; director; ceo; cfo; coo; cio; ciso; president; vice president; principal investigator; investigator; editor; authors; trainee; candidate; applicant; developer; posted by; written by; reporter; surveyor; inspector; lead; sales; seller; requester; requestor; purchaser; owner; policy owner; document owner; reported by; taken by; message taken by; logged by; sent by; handled by; received by;  media contact; shift; on duty; worker name; new hire; hired; opened by; closed by; covering; backup; supervisor name; manager name`,
    ),
  },
  {
    tag: 'name.person',
    joined: true,
    terms: termsOf(
      `name; full name; legal name; print name; printed name; last name first name; name (last, first); name last first; last name, first name; name (print); person; individual; individual name; your name; preferred name; maiden name; nickname; re; regarding; dear; hello; hi; hey; caller; called by; person involved; person affected; injured person; rider; passenger; excuse; please excuse; name of individual; individual's name; subject name; aka; also known as; formerly; mr; mrs; ms; miss; customer; customer name; bill to; tenant name; account holder; cardholder; cardholder name; signature; nombre`,
    ),
  },
  {
    tag: 'name.last',
    joined: true,
    terms: termsOf(
      `last name; lname; surname; family name; last; l_name; lastname; patient last name; pt last name; patient last; pat last name; last_nm; member last name; subscriber last name; employee last name; apellido`,
    ),
  },
  {
    tag: 'name.first',
    joined: true,
    terms: termsOf(
      `first name; fname; given name; first; f_name; firstname; patient first name; pt first name; patient first; pat first name; first_nm; forename; member first name; subscriber first name; employee first name`,
    ),
  },
  {
    tag: 'name.none',
    terms: termsOf(
      `file name; filename; user name; username; company name; drug name; test name; facility name; plan name; group name; product name; practice name; pharmacy name; employer name; business name; display name; host name; hostname; domain name; brand name; generic name; trade name; event name; project name; organization name; hospital name; clinic name; insurance name; insurance company name; carrier name; payer name; school name; site name; vendor name; supplier name; bank name; department name; unit name; procedure name; medication name; server name; device name; form name; policy name; document name; lab name; laboratory name; study name; item name; street name; city name; in the name of; column name; field name; patient education; patient portal; patient safety; patient care; patient experience; patient rights; patient information; patient instructions; patient registration; patient intake; patient services; patient access; patient satisfaction; patient advocate; patient population; patient privacy; patient data; patient records; client services; member services; staff meeting; staff training; provider directory; provider relations; provider services; nursing staff; medical staff`,
    ),
  },
  {
    tag: 'ctx.eponym',
    terms: termsOf(
      `salter harris; hawkins kennedy; kennedy hawkins; jackson pratt; epstein barr; guillain barre; charcot marie tooth; marie tooth; wernicke korsakoff; stevens johnson; henoch schonlein; wolff parkinson white; ehlers danlos; budd chiari; mallory weiss; osgood schlatter; legg calve perthes; lou gehrig; prader willi; zollinger ellison; von willebrand; peutz jeghers; osler weber rendu; dubin johnson; cheyne stokes; allen test; montgomery asberg; ann arbor; glasgow coma; lewy body; swan ganz; austin flint; graham steell; dix hallpike; robert wood johnson; johns hopkins; johnson & johnson; johnson and johnson; eli lilly; bristol myers squibb; merck sharp; martin luther king; george washington; holter monitor; braxton hicks; foley catheter; gleason score; breslow depth; child pugh; billroth ii; roux en y; baker cyst; baker's cyst; morton neuroma; murphy sign; murphy's sign; homans sign; turner syndrome; wilson disease; wilson's disease; paget disease; addison's disease; cushing's disease; graves' ophthalmopathy; hunter syndrome; marfan; gordon health; yale global; hamilton depression; hamilton anxiety; beck depression inventory; morse fall; braden scale; harris hip score; clark level; duke criteria; jones criteria; ranson criteria; wells score; wells criteria; curb 65; mary jane; uncle sam; murphy bed; thomas splint; thomas test; bennett fracture; smith fracture; phillips screw; bovie; mayo clinic; cleveland clinic; st jude; cedar sinai; sam splint; ray tec; penrose drain; blake drain; allen wrench; microsoft; dawn phenomenon; rose bengal; grace period; hope house; will call; mark box`,
    ),
  },
  { tag: 'ctx.title', terms: ['dr', 'mr', 'mrs'] },
  {
    tag: 'ctx.negation',
    terms: termsOf(
      `no; not; denies; denied; denying; negative for; neg for; without; no evidence of; no history of; no hx of; no h/o; no signs of; no sign of; no known; never; rules out; ruled out; rule out; r/o; free of; absence of; declines; declined; non; nonreactive; non-reactive; no prior; no prior history of; no personal history of; no past history of; no current; unlikely; not have; does not have; did not have; no complaints of; no longer; not pregnant; no family history of`,
    ),
  },
  {
    tag: 'ctx.negation-after',
    terms: termsOf(
      `negative; neg; nonreactive; non-reactive; not detected; none; denied; denies; ruled out; absent; not present; unlikely; no; none reported; not indicated`,
    ),
  },
  {
    tag: 'ctx.family',
    terms: termsOf(
      `family history; family history of; family hx; fhx; fh; fam hx; mother; father; sister; brother; aunt; uncle; grandmother; grandfather; maternal; paternal; parents; siblings; cousin; mother with; father with; mother had; father had; sibling; brother with; sister with; mom; dad`,
    ),
  },
  {
    tag: 'ctx.person',
    terms: termsOf(
      `to the er; services rendered; for services; payment plan agreement; under my care; under our care; you are due for; your last visit; your appointment; our records show; years of age; expired; expired on; called the crisis line; lungs are clear; office visit; insurance payment; heart size; affect; safety plan; he; she; his; her; him; hers; date of birth; dob; year old; year-old; years old; y/o; yo; yof; yom; presents with; presented with; presented to; presents for; complains of; complaining of; c/o; denies; reports; was seen; seen for; diagnosed with; history of; h/o; hx of; was admitted; was discharged; underwent; s/p; status post; chief complaint; hpi; history of present illness; assessment and plan; discharge diagnosis; progress note; discharge summary; operative report; date of service; dos; visit date; reason for visit; pt; patient states; patient reports; patient denies; tolerated; prescribed; refill; refills; follow up; follow-up; f/u; results are back; test results; lab results; appointment; appt; admitted; discharged; scheduled for; referred for; referral; reason for referral; allergies; nkda; impression; current medications; vitals; specimen; prescribed for; sig; takes; taking; is taking; my results; my prescription; my medication; my doctor; my appointment; my blood pressure; my pain; i have; i was diagnosed; amount billed; eob; explanation of benefits; procedure performed; postoperative; pre-op; no show; no-show; rescheduled; ekg shows; tested positive; positive for; his a1c; her a1c; mg; mcg; bid; tid; qid; prn; po daily; last filled; refill request; here with; here with mom; here with dad; meds; comfort meds; transport request; wheelchair; bedside; at bedside; dnr; full code; room air; vaccines given; wcc; tolerating; ambulating; npo; telemetry bed; status post fall; last seen; recheck; refused; vomited; stable; needs; asking for; given; gave; held; notified; md notified; md aware; aware; family called; family notified; called re; results of; tested; booked for; added on; add-on; pre op; post op; pod; pod1; pod2; discharge home; home today; d/c; d/c tmrw; d/c home; new admit; admit to; transfer to; bed alarm; isolation; precautions; on contact precautions; declined; consented; signed consent; walk-in; came in; seen today; visit; bed request; handoff; consult requested; new onset; dx`,
    ),
  },
  {
    tag: 'ctx.records',
    terms: termsOf(
      `medical records; medical records of; medical records for; health records; patient records; hospital records; treatment records; clinic records; records request; request for records; release of records; oncology records; immunization records; office notes; clinic notes; chart notes; psychiatric records; dental records; imaging records; records of treatment`,
    ),
  },
  {
    tag: 'ctx.chart',
    terms: termsOf(
      `c/o; f/u; pt; pts; new pt; new patient visit; appt; dx; hx; rx; y/o; s/p; h/o; w/u; prn; nkda; npo; rtc; a/p; hpi; pmh; labs; wnl; med refill; no show; well child; well visit; annual physical; physical; follow-up visit; office visit; new patient; consult; check-up; checkup; copay; recheck; pap; nurse visit; injection; referral; today's patients; patients seen`,
    ),
  },
  {
    tag: 'ctx.first-person',
    terms: termsOf(
      `my results; my prescription; my medication; my medications; my meds; my doctor; my appointment; my blood pressure; my pain; my blood sugar; my test results; my lab results; my diagnosis; my surgery; i was diagnosed; my refill; my insulin; my symptoms; my therapist; my dose; my procedure; my biopsy; my mri; my labs; my chart; my condition; my pregnancy; my anxiety; my depression; my rash; my knee; my back pain; i have been having; i've been having; i am taking; i'm taking; i have been taking; my treatment; my records; my medical records; i started taking`,
    ),
  },
  {
    tag: 'ctx.sample',
    terms: termsOf(
      `sample form; example; for example; sample only; sample patient; for training purposes; training purposes only; training example; fictitious; fictional; not a real patient; not real patients; no real patients; no real patient data; practice chart; practice patient; sandbox; sandbox patient; training guide; training environment; zztest; test test; mickey mouse; minnie mouse; donald duck; john doe; jane doe; john q public; joe bloggs; example only; for illustration; illustrative; template; test patient; dummy data; synthetic example; hypothetical; lorem ipsum; fill in; sample letter; sample data; placeholder; for demonstration; demo data; specimen form; blank form; do not use real; e.g. john doe; mock; example patient; made-up; all names are fictitious; names in this module are fictitious; names are fictitious`,
    ),
  },
];
