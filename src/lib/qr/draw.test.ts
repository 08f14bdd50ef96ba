import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENROLMENT_PREFIX } from '../contract/enrolment.ts';
import { uuidFromBytes } from '../contract/ids.ts';
import { TICKET_MAX_LENGTH } from '../contract/ticket.ts';
import { randomBytes } from '../crypto/bytes.ts';
import { generateSigningKeyPair, publicCoordinates } from '../crypto/es256.ts';
import { signTicket, verifyTicket } from '../crypto/ticket.ts';
import { drawQr, enrolmentQr, QUIET_ZONE, ticketQr, type QrDrawing } from './draw.ts';
import { readPicture, type GreyPicture } from './zxing-reader.ts';

/** The drawing as a camera without any fault would see it. */
const pictureOf = ({ size, path }: QrDrawing, scale: number): GreyPicture => {
  const side = size * scale;
  const luminance = new Uint8ClampedArray(side * side).fill(255);
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      luminance.fill(0, row * side + Number(x) * scale, row * side + (Number(x) + Number(run)) * scale);
    }
  }
  return { luminance, width: side, height: side };
};

const read = (drawing: QrDrawing, scale = 4): string | undefined => readPicture(pictureOf(drawing, scale));

const alphanumeric = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:')),
    minLength,
    maxLength,
  });

describe('a drawn ticket', () => {
  const KID = 'ticket-1';
  let keys: CryptoKeyPair;

  beforeAll(async () => {
    keys = await generateSigningKeyPair(false);
  });

  const aTicket = (): Promise<string> =>
    signTicket(
      {
        municipality: '131130',
        ticketId: uuidFromBytes(randomBytes(16), 4),
        subjectId: uuidFromBytes(randomBytes(16), 7),
        program: 'infant-3-4m',
        notBefore: 1_795_000_000,
        expires: 1_799_999_999,
      },
      { kid: KID, privateKey: keys.privateKey },
    );

  it('is read back by the scanner’s decoder and verified, 200 times over', async () => {
    const expected = {
      keys: [{ kid: KID, ...(await publicCoordinates(keys.publicKey)) }],
      municipality: '131130',
      nowSeconds: 1_796_000_000,
    };
    for (let count = 0; count < 200; count += 1) {
      const text = await aTicket();
      const drawing = ticketQr(text);
      expect(drawing.version).toBeLessThanOrEqual(11);
      const scanned = read(drawing);
      expect(scanned).toBe(text);
      expect((await verifyTicket(scanned ?? '', expected)).ok).toBe(true);
    }
  }, 60_000);

  it('is still read when a fifth of its middle is covered', async () => {
    const text = await aTicket();
    const picture = pictureOf(ticketQr(text), 6);
    const [from, to] = [Math.floor(picture.width * 0.42), Math.floor(picture.width * 0.58)];
    for (let row = from; row < to; row += 1) {
      picture.luminance.fill(128, row * picture.width + from, row * picture.width + to);
    }
    expect(readPicture(picture)).toBe(text);
  });

  it('may be as long as the longest ticket and no longer', () => {
    expect(ticketQr('A'.repeat(TICKET_MAX_LENGTH)).version).toBe(11);
    expect(() => ticketQr('A'.repeat(TICKET_MAX_LENGTH + 1))).toThrow(RangeError);
  });

  it('is not drawn from letters outside alphanumeric mode', () => {
    expect(() => ticketQr('HGK1:あ')).toThrow();
    expect(() => ticketQr('hgk1:abc')).toThrow();
  });

  it('is read whatever it holds', () => {
    fc.assert(
      fc.property(alphanumeric(1, TICKET_MAX_LENGTH), (text) => {
        expect(read(ticketQr(text))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a drawing', () => {
  it('has its quiet zone and no dark module outside it', () => {
    const { size, path, version } = ticketQr('HGK1:TEST');
    expect(size).toBe(17 + 4 * version + 2 * QUIET_ZONE);
    for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(QUIET_ZONE);
      expect(Number(x) + Number(run)).toBeLessThanOrEqual(size - QUIET_ZONE);
      expect(Number(y)).toBeGreaterThanOrEqual(QUIET_ZONE);
      expect(Number(y)).toBeLessThan(size - QUIET_ZONE);
    }
  });

  it('is path data and nothing else', () => {
    expect(drawQr('"><script>', { level: 'M', quietZone: 0 }).path).toMatch(/^(?:M\d+ \d+h\d+v1h-\d+z)+$/);
  });

  it('of an enrolment code is read with its prefix', () => {
    expect(read(enrolmentQr('AB01CD23'))).toBe(`${ENROLMENT_PREFIX}AB01CD23`);
  });

  it('of an address with Japanese text is read at every level', () => {
    for (const level of ['L', 'M', 'Q', 'H'] as const) {
      const text = 'https://hub.example/q#受診票=はぐくみ';
      expect(read(drawQr(text, { level, quietZone: 4 }))).toBe(text);
    }
  });
});
