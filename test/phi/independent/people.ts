import type { Dice } from './dice.ts';

export interface Invented {
  given: string;
  family: string;
  middle: string;
}

const given =
  'Latoya Darnell Xiomara Siobhan Priya Oluwaseun Mei Hiroshi Fatima Yusuf Guadalupe Ignacio Brandi Cody Tamika Terrell Svetlana Dmitri Thuy Minh Rahul Ananya Kwame Abena Leilani Keoni Bridget Declan Ingrid Lars Chloe Mason Harper Wyatt Dolores Herbert Mildred Eugene Agnes Walter Consuelo Efrain Shanice Jamal Roxanne Curtis Beverly Wendell Noor Hassan Zofia Piotr Giulia Matteo Esperanza Joaquin Destiny Tyler Kathleen Russell Mary-Ann Jean-Luc'.split(
    ' ',
  );
const family =
  "Abernathy|Castellanos|Nguyen|Okonkwo|Patel|O\u2019Malley|D'Angelo|Villanueva-Ortiz|Kowalczyk|Fitzgerald|Yamamoto|Haddad|Petrov|Tran|Gutierrez|Washington|McAllister|Lindqvist|Ferraro|Kealoha|Mensah|Goldstein|Schumacher|Van Dyke|Delacroix|Hernández|Muñoz|Reddy|Singh|Choi|Park|Whitfield|Baumgartner|Ostrowski|Ramos|Dupree|Blackwell|Henson|Pacheco|Sandoval|Truong|Kapoor|Ibrahim|Novak|Rossi|Christensen|Donnelly|Barnett|Huffman|Mercado|Salazar|Vaughn|Zimmerman|Ortega|Begay|Yazzie|Tsosie|Lopez Garcia|Greene|Woods".split(
    '|',
  );

export function invented(dice: Dice): Invented {
  return { given: dice.pick(given), family: dice.pick(family), middle: dice.shape('@') };
}

const streets = [
  'Larkspur Lane',
  'Old Mill Road',
  'W 43rd Street',
  'Sycamore Ave',
  'Pine Ridge Dr',
  'County Road 12',
  'Magnolia Blvd Apt 4C',
];
const towns = [
  'Dayton, OH 45402',
  'Mesa, AZ 85201',
  'Bangor, ME 04401',
  'Fresno, CA 93701',
  'Tulsa, OK 74103',
  'Salem, OR 97301',
];

export function street(dice: Dice): string {
  return `${dice.between(11, 9899)} ${dice.pick(streets)}`;
}

export function town(dice: Dice): string {
  return dice.pick(towns);
}
