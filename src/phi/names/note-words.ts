import { hashOf } from '../text/tokens.ts';

const words = (list: string) => new Set(list.split(' ').map(hashOf));
/** Small words before a surname in a note: "call Ochoa", "did Tran's path come back". */
export const leads = words(
  'for on re fyi call called calling w with and did does has is about pt saw see seen gave give told that ask asked fax faxed tell remind check update sent refill from get got dc both',
);
export const rooms = words('rm room bed bay pod er ed icu or bay unit floor');
/** What somebody in care does or has: the word after the name. */
export const deeds = words(
  'is was has had needs need took takes refused refuses refusing vomited fell wants wanted came called calling c complains complaining reports denies says said states still no not now here got gets getting given back home ready stable sp s went seen on in d dc dced admitted discharged cancelled canceled cx rescheduled due overdue tolerated ate slept drank ran bit woke remains asking asks requesting requests requested due pulled developed spiked desatted coded expired passed received underwent status w with post a cleared scheduled booked approved denied allergic tested started stopped sent waiting doing cannot cant feels felt looks seems just also told brought missed dropped gained lost failed left returned signed consented ok okay again today tonight tomorrow tmrw really keeps kept ran walked awake asleep alert confused hurting bleeding presented presents presenting admitted transferred intubated extubated diagnosed taking using declined declines drinking eating sleeping breathing coughing complained picked dropped tripped hit broke cut burned lives threw and',
);
/** Before a name in small letters. */
export const leadsName = words('is saw see seen patient pt name named mr mrs ms miss client resident for');
export const signOffs = words('thanks thx thank regards sincerely best cheers ty respectfully warmly love yours');

/** Names that are everyday words as well: alone they are the words. */
export const everyday = words(
  'endo case branch bird art bass bravo burns chip craft faith fields fox gates grace grant gray holder hood hope house joy kay lang link little long love mark marks max miles moon noble nick pace pan petit powers rich rod ross sharp shields short singleton small stone strong sue sun tom tony vera violet wise young cash church day best price banks booth page ward bay cross rose summer may june april august will bill bond boyd buck carver case chase clay cole crane dale dean drew duke earl ford forest gene glass golden good hardy harp hale heath hunt jack ivy jade jewel judge keen key king knight lake lane lee lily lincoln major mason meek mercy mercer miller misty nova olive opal park parks pearl penny phoenix piper pool pope potter prince quick ray read reed river robin rock rocky root ruby rush rusty sage sandy savage self shaw shell shook sky snow speed spring star starr stark steel sterling storm street swift temple tucker urban vance wall wells west wild wolf wood woods worth',
);

/** Before a family name that somebody asks about. */
export const sought = words('for re about on of');
/** Words right before a name that tell that a person comes, whatever the name. */
export const heralds = words(
  'on pt pts patient patients client inmate resident student child minor infant baby member recipient donor driver told saw seen called texted emailed mailed faxed told for of re regarding about with from by hi hello hey dear soy paciente wife husband mother father mom dad daughter son sister brother am is and name named nombre nome reminder mr mrs ms miss captain sgt pvt lt col rev deacon sister fr rabbi can take swap message reach remind rebook',
);
