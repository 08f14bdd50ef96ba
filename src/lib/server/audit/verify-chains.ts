import type { SeqRange } from '../../contract/check-in.ts';
import type { Hub } from '../hub.ts';
import { chainedDevices, chainPage, markedSeqs, type ChainLink } from '../store/device-chains.ts';
import { breakAt, follows, type ChainBreak } from './device-chain.ts';
import type { Finding } from './finding.ts';

const PAGE = 500;

/** One device's chain of revisions, as far as it was received. */
export interface DeviceChain {
  readonly deviceId: string;
  readonly label: string;
  readonly revisions: number;
  /** Numbers below the highest that were not received. */
  readonly gaps: readonly SeqRange[];
  /** Numbers that do not follow from the one before. */
  readonly breaks: readonly ChainBreak[];
}

/** One device's numbers in order, against what was marked when they came. */
const walk = async (
  hub: Hub,
  device: { readonly deviceId: string; readonly label: string },
): Promise<{ readonly chain: DeviceChain; readonly findings: readonly Finding[] }> => {
  const { db } = hub.store;
  const { deviceId } = device;
  const marked = new Set(await markedSeqs(db, deviceId));
  const gaps: SeqRange[] = [];
  const breaks: ChainBreak[] = [];
  const findings: Finding[] = [];
  let revisions = 0;
  let before: ChainLink | undefined;
  for (;;) {
    const page = await chainPage(db, deviceId, before?.deviceSeq ?? 0, PAGE);
    for (const link of page) {
      const { deviceSeq: seq } = link;
      const next = (before?.deviceSeq ?? 0) + 1;
      if (seq > next) gaps.push([next, seq - 1]);
      const fits = follows(link, seq === next ? before : undefined);
      const found = fits === false ? await breakAt(db, deviceId, seq) : undefined;
      if (found !== undefined) breaks.push(found);
      // What was compared when it came was marked then; anything else was changed in the store since.
      if (fits !== undefined && fits === marked.has(seq)) {
        findings.push({ code: 'device-chain-edited', seq, deviceId });
      }
      before = link;
      revisions += 1;
    }
    if (page.length < PAGE) break;
  }
  return { chain: { ...device, revisions, gaps, breaks }, findings };
};

/**
 * Whether what each device sent is one chain: every number against the hash that the next one names. A gap or a break
 * is told and no finding, for a tablet may have lost something; a break that was not there at intake is one.
 */
export const verifyChains = async (
  hub: Hub,
): Promise<{ readonly chains: readonly DeviceChain[]; readonly findings: readonly Finding[] }> => {
  const chains: DeviceChain[] = [];
  const findings: Finding[] = [];
  for (const device of await chainedDevices(hub.store.db)) {
    const walked = await walk(hub, device);
    chains.push(walked.chain);
    findings.push(...walked.findings);
  }
  return { chains, findings };
};
