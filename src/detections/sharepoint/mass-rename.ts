import type { AuditEvent } from '../../core/audit-event.ts';
import { defineDetection } from '../../core/detection.ts';
import { fileOf } from '../../core/audit/file.ts';
import { textOf } from '../../core/audit/values.ts';
import { isPerson, personKey } from './people.ts';
import { siteName } from './places.ts';

/** Kinds of files that people make. A file that gets another ending than these was not renamed by a person. */
const ordinary = new Set(
  `7z accdb aac aiff ai avi avif bak bmp cda csv dcm dcx dicom doc docm docx dot dotm dotx dwg dxf edf eml emf eps epub
  fhir gif gz heic heif hl7 htm html ics indd ini jfif jpe jpeg jpg json key log m4a m4v md mdb mht mid mkv mov mp3 mp4 mpeg mpg
  mpp msg nii numbers odg odp ods odt ogg one onepkg onetoc2 otf pages pdf png pot potm potx pps ppsm ppsx ppt pptm
  pptx ps1 psd pst pub py rar raw rtf sav sql srt stl svg swf tar tex tif tiff tmp tsv ttf txt url vcf vsd vsdm vsdx
  vtt wav webm webp wma wmf wmv wpd wps xla xlam xls xlsb xlsm xlsx xlt xltm xltx xml xps yaml yml zip`.split(/\s+/),
);
/** Endings that known extortion programs give. */
const extortion =
  /^(?:locked|crypt(?:ed|o)?|encrypt(?:ed)?|enc|lockbit\w*|abcd|akira|alphv|basta|blackbasta|black|cerber\d?|cl0p|clop|conti|cuba|dharma|eking|hive|locky|maze|medusa|nm4|phobos|play|rhysida|royal|ryuk|ryk|sodinokibi|stop|djvu|wannacry|wncry|wcry|wncryt|zepto|zzzzz|8base|bianlian|qilin|inc|hunters)$/;

export const massRename = defineDetection({
  id: 'sharepoint.mass-rename',
  title: 'Files are being renamed the way extortion programs do',
  severity: 'critical',
  citations: ['164.308(a)(5)(ii)(B)', '164.312(c)(1)', '164.308(a)(7)(ii)(B)', '164.308(a)(6)(ii)'],
  attack: ['T1486'],
  incident: 'malware',
  firstSteps: [
    'Take the computer off the network and revoke the sessions of the account',
    'Stop OneDrive sync for that account before it reaches more libraries',
    'Restore the libraries to the time before with Files Restore',
  ],
  falsePositives: ['A program that writes files with an ending of its own: raise the number of files for that site.'],
  knownGaps: ['Encryption that keeps names and endings is the matter of sharepoint.mass-overwrite.'],
  parameters: {
    files: { default: 20, tighten: 'lower', title: 'Different files within half an hour that make an alert' },
  },
  operations: ['filerenamed', 'filemoved', 'filemodified', 'fileuploaded', 'filesyncuploadedfull'],
  signal(event, context) {
    const ending = strangeEnding(event);
    if (ending === undefined || !isPerson(event, context)) return undefined;
    const file = fileOf(event);
    if (!file) return undefined;
    return {
      group: personKey(event),
      distinct: file.key,
      why: `${event.actor.name} gave files on ${siteName(event)} the ending .${ending} from ${event.ip ?? 'an unknown address'}`,
    };
  },
  rule: ({ files }) => ({ kind: 'distinct', atLeast: files, withinMinutes: 30, mergeMinutes: 720 }),
  summary: ({ last, distinct }) => `${last}: ${distinct} files`,
});

/** The new ending when it is none that a person would give. */
function strangeEnding(event: AuditEvent): string | undefined {
  const extension = textOf(event.raw['SourceFileExtension'])?.toLowerCase().replace(/^\./, '');
  if (extension === undefined) return undefined;
  if (event.op !== 'filerenamed' && event.op !== 'filemoved') return extortion.test(extension) ? extension : undefined;
  const target = textOf(event.raw['DestinationFileName']);
  const ending =
    textOf(event.raw['DestinationFileExtension'])?.toLowerCase().replace(/^\./, '') ??
    /\.([a-z0-9_-]{1,40})$/i.exec(target ?? '')?.[1]?.toLowerCase();
  if (ending === undefined || ending === extension || !ordinary.has(extension)) return undefined;
  return ordinary.has(ending) || !/^[a-z0-9_-]{1,20}$/.test(ending) ? undefined : ending;
}
