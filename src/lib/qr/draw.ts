import { create, type QRCodeErrorCorrectionLevel, type QRCodeSegment } from 'qrcode';
import { ENROLMENT_PREFIX } from '../contract/enrolment.ts';

/** Highest version a ticket may have: 61 × 61 modules, readable from 35 mm wide print. */
export const TICKET_MAX_VERSION = 11;

/** White modules around a code (ISO/IEC 18004 §6.3.8). */
export const QUIET_ZONE = 4;

/** A QR code to be drawn as `<svg viewBox="0 0 {size} {size}">` with one path, white below, `crispEdges`. */
export interface QrDrawing {
  /** Width and height in modules, quiet zone included. */
  readonly size: number;
  /** Path data of the dark modules; one unit is one module. */
  readonly path: string;
  /** 1–40: 17 + 4 × version modules without the quiet zone. */
  readonly version: number;
}

export interface QrOptions {
  /** Share of damaged codewords that can be repaired: L 7, M 15, Q 25, H 30 percent. */
  readonly level: QRCodeErrorCorrectionLevel;
  /** White modules on every side. */
  readonly quietZone: number;
}

const draw = (content: string | QRCodeSegment[], { level, quietZone }: QrOptions): QrDrawing => {
  const { modules, version } = create(content, { errorCorrectionLevel: level });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      const start = column;
      while (column < modules.size && modules.get(row, column) === 1) column += 1;
      const run = column - start;
      if (run > 0) path += `M${start + quietZone} ${row + quietZone}h${run}v1h-${run}z`;
    }
  }
  return { size: modules.size + 2 * quietZone, path, version };
};

/**
 * Any text as a QR code, in the modes that make it smallest.
 * @throws Error when the text is longer than a code of version 40 holds
 */
export const drawQr = (text: string, options: QrOptions): QrDrawing => draw(text, options);

const drawAlphanumeric = (text: string): QrDrawing =>
  draw([{ data: text, mode: 'alphanumeric' }], { level: 'Q', quietZone: QUIET_ZONE });

/**
 * A ticket (受診票QR): level Q, alphanumeric mode.
 * @throws RangeError when the text needs a version above {@link TICKET_MAX_VERSION}
 */
export const ticketQr = (text: string): QrDrawing => {
  const drawing = drawAlphanumeric(text);
  if (drawing.version > TICKET_MAX_VERSION) throw new RangeError('ticket too long for its QR code');
  return drawing;
};

/** An enrolment code (8 letters and digits) with its prefix. */
export const enrolmentQr = (code: string): QrDrawing => drawAlphanumeric(ENROLMENT_PREFIX + code);
