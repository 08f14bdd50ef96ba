import { CURSOR_HEADER, READS_BOUND_ROSTER, READS_HEADER, READS_SPANS } from '../../contract/bundle.ts';
import { ok } from '../../domain/result.ts';
import { enrolledDevice } from '../auth/device-signature.ts';
import { buildBundle } from '../day/build-bundle.ts';
import { endpoint } from '../endpoint.ts';
import { hubTime } from '../hub.ts';
import { noBody } from '../read-body.ts';
import { appendAudit } from '../store/audit-chain.ts';

/**
 * `GET /api/v1/bundle`: today's bundle for the device that signed the request. One that says by `Hagukumi-Cursor`
 * that it has this very bundle is told so (304) and given nothing: no line in the audit log, no body.
 */
export const dayBundle = endpoint({
  name: 'bundle',
  read: noBody,
  authenticate: enrolledDevice,
  handle: async (hub, { device, once }, { headers }) => {
    const reads = new Set(
      headers
        .get(READS_HEADER)
        ?.split(',')
        .map((word) => word.trim()),
    );
    const { cursor, bundle } = await buildBundle(hub, device, {
      known: headers.get(CURSOR_HEADER) ?? undefined,
      readsBoundRoster: reads.has(READS_BOUND_ROSTER),
      readsSpans: reads.has(READS_SPANS),
    });
    const named = { [CURSOR_HEADER]: cursor };
    if (bundle === undefined) return ok({ status: 304, headers: named });
    const noted = await once((tx) =>
      appendAudit(tx, {
        at: hubTime(hub),
        municipality: device.municipality,
        actor: { kind: 'device', id: device.device_id },
        action: 'bundle-issued',
        target: bundle.bundleId,
        detail: { shiftId: bundle.shift.shiftId, children: bundle.kioskRoster.length },
      }),
    );
    return noted.ok ? ok({ status: 200, json: bundle, headers: named }) : noted;
  },
});
