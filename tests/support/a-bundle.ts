import { rosterAad, type DayBundle, type FormEntry } from '../../src/lib/contract/bundle.ts';
import { toBase64Url } from '../../src/lib/contract/base64url.ts';
import { uuidV7 } from '../../src/lib/contract/ids.ts';
import type { PinKdf, RosterEntry } from '../../src/lib/contract/people.ts';
import { problem, type Outcome } from '../../src/lib/contract/problem.ts';
import { FORM_TYPE } from '../../src/lib/contract/receipt.ts';
import { sealBox } from '../../src/lib/crypto/box.ts';
import { randomBytes, sha256 as hashOf, toHex, utf8 } from '../../src/lib/crypto/bytes.ts';
import { generateSigningKeyPair, publicCoordinates, type Signer } from '../../src/lib/crypto/es256.ts';
import { signJws } from '../../src/lib/crypto/jws.ts';
import { lockForCode, lockForTicket } from '../../src/lib/crypto/locked-entry.ts';
import { derivePinKey, staffKek, wrapForStaff } from '../../src/lib/crypto/pin.ts';
import { newStaffKeyPair, wrapSigningKey, type StaffKeyPair } from '../../src/lib/crypto/staff-signing.ts';
import { generateSealKeyPair, type SealKeyPair } from '../../src/lib/crypto/seal.ts';
import { sessionKeys } from '../../src/lib/crypto/session.ts';
import { signTicket } from '../../src/lib/crypto/ticket.ts';
import type { StaffRole } from '../../src/lib/domain/program.ts';

/** Fixed start of every test's day: 2026-11-21 09:00 in Japan. */
export const NOW = Date.parse('2026-11-21T00:00:00.000Z');
export const MUNICIPALITY = '472018';

export const anId = (): string => uuidV7(NOW, randomBytes(10));

/** Cheap on purpose: tests prove logic, not slowness. */
const KDF: PinKdf = { salt: toBase64Url(randomBytes(16)), memoryKiB: 8192, iterations: 1, parallelism: 1 };
const CODE_KDF = { salt: toBase64Url(randomBytes(16)), iterations: 10_000 };

export const aChild = (over: Partial<RosterEntry> = {}): RosterEntry => ({
  subjectId: anId(),
  sessionId: SESSION_ID,
  ticketId: anId(),
  program: 'infant-3-4m',
  number: 1,
  name: '葉室 はるか',
  kana: 'ハムロ ハルカ',
  birthDate: '2026-08-01',
  sex: 'female',
  ...over,
});

export const SESSION_ID = '01999999-0000-7000-8000-000000000001';

/** Who a bundle of {@link aHub} is made for. */
export interface BundleFor {
  readonly deviceId: string;
  readonly deviceSecret: Uint8Array<ArrayBuffer>;
}

interface PersonWithPin {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly pin: string;
}

const aSigner = async (kid: string): Promise<{ signer: Signer; x: string; y: string }> => {
  const pair = await generateSigningKeyPair(true);
  return { signer: { kid, privateKey: pair.privateKey }, ...(await publicCoordinates(pair.publicKey)) };
};

/** The keys of a hub, and day bundles and tickets made with them: what the tablet's logic is tested against. */
export const aHub = async (): Promise<TestHub> => {
  const [receipt, ticket, form, seal] = await Promise.all([
    aSigner('r1'),
    aSigner('t1'),
    aSigner('f1'),
    generateSealKeyPair(),
  ]);
  return new TestHub(receipt, ticket, form, seal);
};

type KeyOf = Awaited<ReturnType<typeof aSigner>>;

export class TestHub {
  readonly receipt: KeyOf;
  readonly ticket: KeyOf;
  readonly form: KeyOf;
  readonly seal: SealKeyPair;
  readonly secret = randomBytes(32);
  readonly shiftPart = randomBytes(32);
  readonly shiftId = anId();
  readonly clinicId = anId();
  /** The signed texts of every form of its bundles, by hash. */
  readonly parts = new Map<string, string>();
  /** Each form is signed once, as the hub does. */
  readonly #signed = new Map<string, string>();
  /** The signing keys of staff by staff id; a person without one gets one with the first bundle. */
  readonly staffKeys = new Map<string, StaffKeyPair>();

  constructor(receipt: KeyOf, ticket: KeyOf, form: KeyOf, seal: SealKeyPair) {
    this.receipt = receipt;
    this.ticket = ticket;
    this.form = form;
    this.seal = seal;
  }

  get keys(): DayBundle['hubKeys'] {
    const listed = ({ signer, x, y }: KeyOf) => [{ kid: signer.kid, x, y }];
    return {
      seal: { keyId: 's1', publicKey: toBase64Url(this.seal.publicKey) },
      receipt: listed(this.receipt),
      ticket: listed(this.ticket),
      form: listed(this.form),
    };
  }

  /** Gives the signed text with this hash, as the hub's endpoint does. */
  readonly fetchPart = (sha256: string): Promise<Outcome<string>> => {
    const jws = this.parts.get(sha256);
    return Promise.resolve(jws === undefined ? problem('bundle-invalid') : { ok: true, value: jws });
  };

  ticketFor(
    child: RosterEntry,
    over: { municipality?: string; notBefore?: number; expires?: number } = {},
  ): Promise<string> {
    return signTicket(
      {
        municipality: MUNICIPALITY,
        ticketId: child.ticketId,
        subjectId: child.subjectId,
        program: child.program,
        notBefore: NOW / 1000 - 86_400,
        expires: NOW / 1000 + 86_400,
        ...over,
      },
      this.ticket.signer,
    );
  }

  async bundle(
    device: BundleFor,
    {
      children,
      staff,
      codes = new Map(),
      forms = [],
    }: {
      children: readonly RosterEntry[];
      staff: readonly PersonWithPin[];
      codes?: ReadonlyMap<string, string>;
      forms?: readonly { program: 'infant-3-4m'; section: FormEntry['section']; questionnaire: object }[];
    },
  ): Promise<DayBundle> {
    const { cacheKey, sealPair } = await sessionKeys(this.secret);
    const bundleId = anId();
    const named = {
      bundleId,
      date: '2026-11-21',
      municipality: { code: MUNICIPALITY },
      clinic: { clinicId: this.clinicId },
      shift: { shiftId: this.shiftId },
    };
    return {
      schemaVersion: 2,
      bundleId,
      issuedAt: new Date(NOW).toISOString(),
      expiresAt: new Date(NOW + 12 * 3_600_000).toISOString(),
      date: '2026-11-21',
      municipality: { code: MUNICIPALITY, name: 'はぐくみ市' },
      clinic: { clinicId: this.clinicId, name: 'はぐくみ市保健センター' },
      sessions: [
        {
          sessionId: SESSION_ID,
          date: '2026-11-21',
          kind: 'group',
          programs: ['infant-3-4m'],
          place: '保健センター2階',
        },
      ],
      hubKeys: this.keys,
      forms: await Promise.all(forms.map((each) => this.#publish(each))),
      staff: await Promise.all(
        staff.map(async ({ staffId, role, pin }) => {
          const kek = await staffKek(
            {
              pinKey: await derivePinKey(pin, KDF),
              deviceSecret: device.deviceSecret,
              shiftPart: this.shiftPart,
            },
            { staffId, deviceId: device.deviceId, shiftId: this.shiftId },
          );
          return {
            staffId,
            name: '看護 花子',
            kana: 'カンゴ ハナコ',
            role,
            pinKdf: KDF,
            wrappedSecret: toBase64Url(await wrapForStaff(kek, this.secret, staffId)),
            signing: await this.#signing(kek, staffId),
          };
        }),
      ),
      shift: {
        shiftId: this.shiftId,
        part: toBase64Url(this.shiftPart),
        sessionPublicKey: toBase64Url(sealPair.publicKey),
      },
      rosterBox: toBase64Url(await sealBox(cacheKey, utf8(JSON.stringify(children)), rosterAad(named))),
      kioskRoster: await Promise.all(
        children.map((child) => lockForTicket(child.ticketId, utf8(JSON.stringify(child)))),
      ),
      codes: {
        ...CODE_KDF,
        entries: await Promise.all(
          [...codes].map(([code, ticketId]) => lockForCode(code, CODE_KDF, ticketId)),
        ),
      },
    };
  }

  async #signing(kek: CryptoKey, staffId: string): Promise<{ kid: string; box: string }> {
    const key = this.staffKeys.get(staffId) ?? (await newStaffKeyPair());
    this.staffKeys.set(staffId, key);
    const { kid, pkcs8 } = key;
    return { kid, box: toBase64Url(await wrapSigningKey(kek, pkcs8, { staffId, kid })) };
  }

  async #publish({
    program,
    section,
    questionnaire,
  }: {
    program: 'infant-3-4m';
    section: FormEntry['section'];
    questionnaire: object;
  }): Promise<FormEntry> {
    const { url, version } = questionnaire as { url: string; version: string };
    const text = JSON.stringify(questionnaire);
    const jws = this.#signed.get(text) ?? (await signJws(FORM_TYPE, text, this.form.signer));
    this.#signed.set(text, jws);
    const sha256 = toHex(await hashOf(utf8(jws)));
    this.parts.set(sha256, jws);
    return { program, section, formId: url, formVersion: version, sha256, size: jws.length };
  }
}
