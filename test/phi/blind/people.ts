import type { Dice } from '../independent/dice.ts';

export interface Someone {
  given: string;
  family: string;
  middle: string;
}

/** Given names of many origins, common and rare. The people are invented. */
const given =
  'James Maria Linda Robert Patricia Michael Jennifer David Barbara William Susan Karen Nancy Donna Carol Ruth Sharon Frank Gary Joyce Diane Raymond Juan Rosa Carmen Luis Jose Ana Miguel Alejandra Yesenia Nayeli Citlali Ximena Rodrigo Beatriz Osvaldo Wei Xiaoling Jun Soo-jin Min-ho Haruki Aiko Thanh Linh Bao Anjali Vikram Lakshmi Sandeep Gurpreet Imran Zainab Khadija Omar Layla Nasrin Farzad Shirin Chidi Ngozi Adaeze Kofi Akosua Folasade Tunde Aminata Moussa Fatoumata Yetunde Deshawn Keisha Lakeisha Tyrone Marquis Aaliyah Imani Kaylee Aiden Brayden Zoe Olivia Noah Emma Liam Sophia Ethan Ava Dorothy Gladys Ethel Norma Clarence Elmer Virgil Opal Hazel Pearl Ruby Irene Boris Oksana Ludmila Katarzyna Marek Vaclav Zdenka Ilse Günther Björn Astrid Sinéad Niamh Eoin Alasdair Giuseppe Concetta Thaddeus Leilani Kalani Tane Winona Dakota Shoshana Mordechai Rivka Anh-Thu Jo-Ann'.split(
    ' ',
  );
const family =
  "Smith|Johnson|Williams|Brown|Jones|Miller|Davis|Wilson|Anderson|Taylor|Moore|Jackson|Lee|Harris|Clark|Lewis|Robinson|Walker|Young|Allen|King|Wright|Scott|Hill|Green|Adams|Baker|Nelson|Carter|Mitchell|Roberts|Turner|Phillips|Campbell|Parker|Evans|Edwards|Collins|Stewart|Morris|Rogers|Reed|Cook|Bell|Murphy|Bailey|Cooper|Ochoa|Garcia|Martinez|Rodriguez|Lopez|Gonzalez|Perez|Sanchez|Ramirez|Torres|Flores|Rivera|Gomez|Diaz|Cruz|Reyes|Morales|Aguirre|Zepeda|Ocampo|Quintanilla|de la Cruz|De León|del Rio|Montes de Oca|Garcia-Lopez|Nguyen|Pham|Vo|Huynh|Li|Wang|Zhang|Chen|Kim|Jung|Tanaka|Nakamura|Sharma|Gupta|Iyer|Krishnamurthy|Kaur|Dhillon|Khan|Hussain|Rahman|al-Masri|Farouk|Haidari|Tehrani|Okafor|Adeyemi|Nwosu|Boateng|Diallo|Traoré|Abdi|Warsame|Tesfaye|Gebremariam|O'Brien|O'Connor|McCarthy|MacLeod|Fitzpatrick|Kowalski|Wojcik|Szymanski|Novotny|Horvath|Ivanova|Shevchenko|Popescu|Papadopoulos|Moretti|Di Stefano|D'Amico|van den Berg|von Hagen|Schneider|Müller|Bergström|Halvorsen|Leclerc|St. Pierre|Kahananui|Tsinajinnie|Whitehorse|Rosenthal|Ben-David|Featherstone|Thistlewood|Crabtree|Pettigrew|Slocum|Biddle".split(
    '|',
  );

export function someone(dice: Dice): Someone {
  return { given: dice.pick(given), family: dice.pick(family), middle: dice.pick('ABCDEFGHJKLMNPRSTW'.split('')) };
}

const streets =
  '{Maple|Oak|Birchwood|Elm|Lincoln|Jefferson|Cedar Hollow|Sunset|Lakeview|Prairie|Willow Creek|Main} {St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Blvd|Ct}';
const towns =
  'Columbus, OH 43215|Tucson, AZ 85712|Yakima, WA 98902|Erie, PA 16501|Laredo, TX 78040|Macon, GA 31201|Duluth, MN 55802|Lowell, MA 01852|Modesto, CA 95354|Pueblo, CO 81003'.split(
    '|',
  );

export function home(dice: Dice): string {
  const street = streets.replace(/\{([^}]*)\}/g, (_, words: string) => dice.pick(words.split('|')));
  const unit = dice.pick(['', '', '', ' Apt 3B', ' #12', ', Unit 207']);
  return `${dice.between(12, 9950)} ${street}${unit}, ${dice.pick(towns)}`;
}
