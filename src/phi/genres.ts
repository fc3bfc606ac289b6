import { termsOf } from './signal.ts';
import type { TermList } from './text/vocabulary.ts';

/** Words that tell what kind of document a text is. They weigh against taking names near health words for patients. */
export const genres: readonly TermList[] = [
  {
    tag: 'genre.research',
    terms: termsOf(
      `abstract; et al; methods; study design; randomized; randomised; randomized controlled trial; placebo; cohort; cohort study; confidence interval; p value; p <; odds ratio; hazard ratio; statistically significant; systematic review; meta-analysis; meta analysis; double-blind; participants; inclusion criteria; exclusion criteria; study population; journal; doi; pubmed; corresponding author; institutional review board; clinical trial; sample size; multivariate; regression analysis; literature review; references; conflicts of interest; funding; we enrolled; we conducted; baseline characteristics; kaplan-meier; kaplan meier; overall survival; progression-free survival; median pfs; median os; subgroup; subgroups; quartile; quartiles; quintile; tertile; number needed to treat; intention to treat; per protocol; 95 % ci; 95% ci; relative risk; risk ratio; interquartile; iqr; propensity score; adjusted for; crossover trial; cluster trial; open-label; phase 2 trial; phase 3 trial; phase ii; phase iii; enrolled adults; deid_id; deidentified; de-identified; subject id; primary endpoint; median follow-up; retrospective; prospective; copyright; keywords; supplementary; case series; limitations; mean age; standard deviation; affiliations; author affiliations; correspondence to; department of; outcomes of; we reviewed; n =`,
    ),
  },
  {
    tag: 'genre.leaflet',
    terms: termsOf(
      `indications and usage; contraindications; adverse reactions; warnings and precautions; dosage and administration; how supplied; clinical pharmacology; package insert; prescribing information; medication guide; boxed warning; drug interactions; overdosage; store at room temperature; store at; manufactured by; distributed by; what is the most important information; before you take; before taking; common side effects; side effects; tell your doctor; tell your healthcare provider; call your doctor; ask your doctor; talk to your doctor; consult your doctor; talk with your doctor; keep out of reach of children; active ingredient; inactive ingredients; use in specific populations; mechanism of action; if you miss a dose; missed dose; risk factors; what causes; what are the symptoms; how is it diagnosed; how is it treated; when to call; when to seek; prevention; learn more; fact sheet; patient education; health library; frequently asked questions; common symptoms include; symptoms may include; you may experience; your provider; your healthcare provider; your doctor may; people with; patients with; patients should; adults with; clinical practice guideline; guideline; guidelines; recommended dose; clinicians should`,
    ),
  },
  {
    tag: 'genre.policy',
    terms: termsOf(
      `policy; policies and procedures; policy statement; policy number; purpose; scope; responsibilities; workforce members; workforce; shall; procedure statement; standard operating procedure; sop; effective date; supersedes; approved by; revision history; revision date; definitions; compliance; notice of privacy practices; business associate; covered entity; minimum necessary; protected health information; training module; sign-in sheet; annual training; hipaa training; training topic; learning objectives; course; course objectives; quiz; sanctions; hipaa; privacy rule; security rule; section 1; appendix a; instructions for completing; how to fill out; blank form; job description; qualifications; essential functions`,
    ),
  },
  {
    tag: 'genre.marketing',
    terms: termsOf(
      `call today; cafeteria; potluck; soup; pizza; stir fry; dessert; salad; specializing in; specializes in; now accepting new patients; is now accepting; schedule your appointment today; schedule your; book your; book now; now accepting; accepting new patients; new patients welcome; meet our; our team; our providers; our services; visit our website; learn more; join us; open house; grand opening; free screening; special offer; follow us; subscribe; unsubscribe; newsletter; register now; rsvp; community event; press release; for immediate release; media contact; we are proud; we're proud; award-winning; state-of-the-art; board-certified; board certified; same-day appointments; most insurance accepted; about us; testimonials; sponsored by; donate; health fair; welcomes; is pleased to announce; fellowship-trained; years of experience; hours of operation; office hours; new hires; new hire; open enrollment; wellness tip; wellness; speaker series; lunch provided; refreshments; donor wall; donors; menu; chef; yoga; schedule of classes; classes; class schedule; free event; symposium; grand rounds; keynote; keynote speaker; webinar; conference; program; panel discussion; ce credits; cme; cme credits; fundraiser; gala; raffle; prizes; sign up; lecture; auditorium; volunteers; volunteer; congratulations; employee of the month; birthday`,
    ),
  },
  {
    tag: 'genre.business',
    terms: termsOf(
      `invoice; invoice number; packing slip; packing list; items; order; ups; fedex; usps; attn; lot; box; purchase order; subtotal; unit price; qty; net 30; remit to; remit payment; payment terms; ship to; bill to; sold to; vendor; supplier; freight; quote; sales tax; agenda; action items; minutes; attendees; quarterly; budget; revenue; fiscal year; forecast; meeting; contract; agreement; statement of work; help desk; ticket; ticket closed; password; password reset; access granted; granted; server; firewall; deployment; software; license; inventory; asset; lease; maintenance; inspection; surveyor; qc logs; clia; landlord; tenant; premises; suite; rent; sublease; whereas; committee; chair; guests; job posting; posting; duties; work order; project; milestone; sprint; backlog; kpi; roi; vendor id; po number; catalog; sku; wire; shipping; delivery; warranty; renewal; rfp; service quote; labor; field engineer; purchase request; service contract; annual fee; price list; self-pay; per box; each; units; unit; total; reorder; on hand; stock; model; serial`,
    ),
  },
  {
    tag: 'genre.software',
    terms: termsOf(
      `changelog; int main; create table; grant select; varchar; permission is hereby granted; this software; hereby granted; def; char; src; rfc; session id; client hello; nullable; foreign key; primary key; docstring; change log; upstream; upstream release; new upstream release; closes; signed-off-by; reported-by; reviewed-by; acked-by; commit; commits; git; github; repository; pull request; merge; branch; patch; patches; patched; bug; bugs; bug fix; bugfix; bug report; bug reports; fixes; regression; segfault; crash; null pointer; memory leak; buffer overflow; use-after-free; cve; compiler; compile; compiled; gcc; makefile; autoconf; configure; linker; runtime; header file; api; abi; struct; pointer; pointers; array; boolean; integer; parameter; parameters; argument; arguments; callback; thread; threads; mutex; kernel; linux; unix; gnu; debian; ubuntu; macos; npm; dependency; dependencies; deprecated; stdout; stderr; stdin; syntax; parser; parse; parsing; module; modules; plugin; plugins; socket; sockets; tcp; tls; ssl; utf-8; unicode; regex; encoding; byte; bytes; buffer; filename; filenames; file descriptor; test suite; unit test; unit tests; copyright; license; gpl; lgpl; mit license; maintainer; maintainers; contributors; contributed; authors; translation; translations; locale; man page; manpage; command line; urgency; unstable; compatibility; implementation; implemented; algorithm; exception; namespace; javascript; python; perl; java`,
    ),
  },
  {
    tag: 'genre.schedule',
    terms: termsOf(
      `staff schedule; shift schedule; on-call schedule; on call schedule; call schedule; work schedule; provider schedule; physician schedule; nursing schedule; rotation schedule; rota; roster; staff roster; shift; shifts; day shift; night shift; coverage; pto; vacation; off; days off; on call; on-call; staffing; float; weekend coverage; clinic coverage; holiday schedule; charge nurse; swap; 7a-7p; 7p-7a; provider directory; physician directory; staff directory; directory; phone list; extension list; credentialing; medical staff; board certification; specialties; specialty; accepting patients; npi; locations; lunch; huddle; staffing; weekend; conference room; conf room; room schedule; out of office; will cover`,
    ),
  },
  {
    tag: 'genre.personnel',
    terms: termsOf(
      `employee; employees; employee id; payroll; salary; hourly rate; direct deposit; w-2; w-4; i-9; withholding; hire date; date of hire; job title; position; human resources; hr; benefits enrollment; 401k; 401(k); pay period; pay stub; gross pay; net pay; performance review; termination date; onboarding; new hire; background check; resume; references available; work experience; education; employment; applicant; job application; supervisor; department; time sheet; timesheet; overtime; employer; emergency contact form; staff id; badge; exempt; annual salary; compensation; wage; wages; experience; registered nurse; bsn; skills; objective; hiring manager; i am applying; cover letter; certifications; curriculum vitae`,
    ),
  },
  {
    tag: 'genre.veterinary',
    terms: termsOf(
      `canine; feline; equine; ovine; porcine; avian; veterinary; veterinarian; vet clinic; vet tech; animal hospital; animal clinic; dvm; vmd; pet owner; pet name; pet's name; pet insurance; owner's pet; puppy; puppies; kitten; kittens; dog park; kennel; kennel cough; bordetella; spay; spayed; neuter; neutered; dsh; dlh; retriever; golden retriever; labrador; lab mix; german shepherd; shepherd mix; poodle; goldendoodle; terrier; chihuahua; dachshund; bulldog; corgi; rottweiler; pit bull; pitbull; spaniel; shih tzu; yorkie; siamese; maine coon; persian cat; domestic shorthair; domestic longhair; ferret; guinea pig; hamster; gerbil; chinchilla; parrot; parakeet; cockatiel; macaw; cockatoo; tortoise; iguana; gecko; bearded dragon; mare; gelding; stallion; foal; filly; thoroughbred; quarter horse; farrier; hooves; coggins; colic surgery; strangles; laminitis; cows; herd; herd visit; heifer; heifers; calves; holstein; holsteins; jersey cow; teat; teat dip; milk withheld; withdrawal period; calving; lambing; farrowing; ewe; ewes; piglet; piglets; llama; alpaca; heartworm; heartworm neg; fleas; flea and tick; tick preventive; deworm; dewormed; dewormer; rimadyl; carprofen; apoquel; cytopoint; bravecto; nexgard; simparica; heartgard; convenia; cerenia; metacam; galliprant; librela; adequan; banamine; phenylbutazone; deslorelin; fvrcp; felv; fiv; parvo; parvovirus; distemper; dhpp; dhlpp; da2pp; leptospirosis vaccine; rabies tag; rabies certificate; microchip; paw; paws; litter box; anal glands; hip dysplasia in dogs; bay gelding; chestnut mare; bcs`,
    ),
  },
];
