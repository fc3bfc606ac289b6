import { randomOf } from '../../test/phi/corpus/random.ts';

const words =
  'the of and to in is that for it as was with be by on not he this are or his from at which but have an had they you were their one all we can her has there been if more when will would who so no out up into than them some could time two may then do first any my now such like our over man me even most made after also did many before must through back years where much your way well down should because each just those people how too little state good very make world still own see men work long get here between both life being under never day same another know while last might us great old year off come since against go came right used take three clinic office morning nurse table policy budget system report result number page document record meeting building manager order review notice'.split(
    ' ',
  );

/** Text of about so many characters: sentences, with an XML, a JSON and a CSV stretch between, and an identifier now and then. */
export function prose(length: number): string {
  const random = randomOf(7);
  const parts: string[] = [];
  let size = 0;
  const sentence = () => {
    const picked = Array.from({ length: 8 + random.number(14) }, () => random.pick(words));
    return `${picked[0]![0]!.toUpperCase()}${picked.join(' ').slice(1)}.`;
  };
  while (size < length) {
    const turn = random.number(20);
    const part =
      turn === 0
        ? `<entry id="${random.digits(5)}"><title>${sentence()}</title><value unit="mg">${random.digits(2)}</value></entry>\n`
        : turn === 1
          ? `{"id": ${random.digits(6)}, "status": "active", "note": "${sentence()}", "score": 0.${random.digits(3)}}\n`
          : turn === 2
            ? `${random.digits(4)},${random.pick(words)},${random.digits(2)}.${random.digits(2)},${random.pick(words)},2024-0${1 + random.number(9)}-1${random.number(9)}\n`
            : turn === 3
              ? `Patient Maria Hernandez, MRN: 00${random.digits(6)}, DOB 03/14/19${random.digits(2)}, takes metformin for diabetes. `
              : `${sentence()} `;
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}
