import type { Canary } from './profile-needles.ts';
import type { Seeded } from './seeded.ts';

const KANJI = Array.from('桜梅桃柳楓欅檜榊椿藤萩菫蕗蓬葵茜藍碧翠琥珀瑠璃玻瑛琳珂玖瑞玲琴笙箏鼓');
const KATAKANA = Array.from(
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ',
);
const BASE36 = Array.from('abcdefghijklmnopqrstuvwxyz0123456789');

const draw = (random: Seeded, letters: readonly string[], length: number): string =>
  Array.from({ length }, () => random.pick(letters)).join('');

/** Strings that stand nowhere unless somebody put them there. */
export class Canaries {
  readonly all: Canary[] = [];
  readonly #random: Seeded;

  constructor(random: Seeded) {
    this.#random = random;
  }

  /** Family name and given name, each of four kanji that no word list has in this order. */
  name(): string {
    const part = (): string => this.#add('name', draw(this.#random, KANJI, 4));
    return `${part()} ${part()}`;
  }

  kana(): string {
    const part = (): string => this.#add('kana', draw(this.#random, KATAKANA, 6));
    return `${part()} ${part()}`;
  }

  /** One answer in ASCII and Japanese. */
  answer(kind: string): string {
    const ascii = this.#add(kind, `q${draw(this.#random, BASE36, 11)}`);
    const japanese = this.#add(kind, draw(this.#random, KANJI, 6));
    return `${ascii}、${japanese}。`;
  }

  /** Twelve digits that a PIN may be. */
  pin(): string {
    return this.#add('pin', draw(this.#random, Array.from('0123456789'), 12));
  }

  /** Something the hub has drawn. */
  take(kind: string, text: string): void {
    this.#add(kind, text);
  }

  #add(kind: string, text: string): string {
    this.all.push({ kind, text });
    return text;
  }
}
