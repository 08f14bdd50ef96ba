import type { Illustration } from '../../forms/illustrations.ts';

/** A drawing: what is tinted, and the lines above. */
interface Picture {
  readonly tinted: string;
  readonly lines: string;
}

/** Outlines on a field of 120 by 80. Own drawings, without any colour that could be compared with something real. */
export const PICTURES: Readonly<Record<Illustration, Picture>> = {
  'car-seat': {
    tinted: 'M40 8q-9 0-8 9l6 45q1 9 10 9h38q8 0 8-8t-8-8H60L54 15q-1-7-8-7Z',
    lines: 'M70 17a9 9 0 1 0 .01 0ZM65 37q12-2 16 8l4 10H62M64 39 80 54M26 76h74',
  },
  feeding: {
    tinted: 'M80 48h26v20a6 6 0 0 1-6 6H86a6 6 0 0 1-6-6Z',
    lines:
      'M32 6a9 9 0 1 0 .01 0ZM14 74V46q0-17 18-17q12 0 15 12M46 43a8 8 0 1 0 .01 0ZM52 57q-10 13-32 5M60 74q2-12-9-14' +
      'M88 20q0-8 5-10q5 2 5 10M84 20h18v7H84ZM84 27q-4 4-4 11v30a6 6 0 0 0 6 6h14a6 6 0 0 0 6-6V38q0-7-4-11M99 48h7M101 56h5M99 64h7',
  },
  hips: {
    tinted: 'M48 44h24v8q0 8-12 8t-12-8Z',
    lines:
      'M60 4a11 11 0 1 0 .01 0ZM55 15v.01M65 15v.01M57 20q3 2 6 0M50 29q10-3 20 0l2 23q0 8-12 8t-12-8Z' +
      'M49 33q-13 2-17-9M71 33q13 2 17-9M48 50q-20-7-24 6q-2 9 12 15M72 50q20-7 24 6q2 9-12 15',
  },
  'sleeping-on-back': {
    tinted: 'M38 3h44a6 6 0 0 1 6 6v62a6 6 0 0 1-6 6H38a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6Z',
    lines:
      'M60 10a12 12 0 1 0 .01 0ZM53 21q2 2 4 0M63 21q2 2 4 0M57 27q3 2.5 6 0M48 41q-8-3-7-13M72 41q8-3 7-13' +
      'M45 77l2-36q13-8 26 0l2 36M46 52h28M98 22h9l-9 10h9M106 6h7l-7 8h7',
  },
  smoking: {
    tinted: 'M14 48h24v13H14a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3Z',
    lines:
      'M14 48h82v13H14a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3ZM38 48v13M86 48v13M91 42q6-6 0-12t0-12M103 42q6-6 0-12t0-12',
  },
  'stool-card': {
    tinted: 'M24 6h72a5 5 0 0 1 5 5v58a5 5 0 0 1-5 5H24a5 5 0 0 1-5-5V11a5 5 0 0 1 5-5Z',
    lines:
      'M28 15h12v12H28ZM45 15h12v12H45ZM62 15h12v12H62ZM79 15h12v12H79ZM30 33h8M47 33h8M64 33h8M81 33h8' +
      'M36 44h12v12H36ZM54 44h12v12H54ZM72 44h12v12H72ZM38 62h8M56 62h8M74 62h8',
  },
  toothbrush: {
    tinted: 'M86 30q3-9 9-7q2-6 7-3q7 1 6 10Z',
    lines:
      'M14 48h68v10H14a5 5 0 0 1 0-10ZM82 46h26a5 5 0 0 1 5 5v4a5 5 0 0 1-5 5H82ZM86 46V30h22v16M91.5 46V30M97 46V30M102.5 46V30' +
      'M64 24a4 4 0 1 0 .01 0ZM74 12a3 3 0 1 0 .01 0Z',
  },
};
