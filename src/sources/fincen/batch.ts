import { canonicalJson, failure, RedressError } from '../../core/index.ts';
import type { Locator } from '../../facts/index.ts';
import { LIMITS, refuseLimit } from '../guarded/limits.ts';
import { driveXml } from '../guarded/xml.ts';
import {
  attributeOf,
  type ChildSink,
  childOf,
  collectChildren,
  nodeOf,
  ownText,
  type XmlNode,
} from '../guarded/xml-json.ts';
import { attemptRow, recordIdOf, refuseRow } from '../row.ts';
import type { KeptRow, ReadInput, Row } from '../types.ts';
import { type Activity, dateOf } from './activity.ts';
import { checkValues } from './activity-values.ts';
import { ctrFacts } from './ctr.ts';
import { sarFacts } from './sar.ts';

export const NAMESPACE = 'www.fincen.gov/base';
const ROOT = 'EFilingBatchXML';

/** What the batch has said so far: finished Activities, and its FormTypeCode wherever it stands. */
type Batch = { readonly finished: XmlNode[]; formTypeCode: string | null };

/** What every file of the grammar is held to; `child` hears each child of the root when it ends. */
export function batchSink(file: string, child: ChildSink['child']): ChildSink {
  return {
    root: (name, line) => {
      if (name === ROOT) return;
      const details = { file, locator: line };
      throw new RedressError(
        failure('UNKNOWN_FORMAT', `the root element is "${name.slice(0, 80)}", not ${ROOT}`, details),
      );
    },
    limits: { elements: LIMITS.activityElements, characters: LIMITS.activityCharacters },
    tooLarge: (what, line) => refuseLimit(what === 'elements' ? 'activityElements' : 'activityCharacters', file, line),
    child,
  };
}

function sinkInto(batch: Batch, file: string): ChildSink {
  return batchSink(file, (name, value) => {
    if (name === 'Activity') batch.finished.push(nodeOf(value));
    else if (name === 'FormTypeCode') batch.formTypeCode = ownText(nodeOf(value)).trim();
  });
}

/** The Activities of a batch as JSON, chunk by chunk, under all guards. */
export async function* readActivities(
  input: Pick<ReadInput, 'open' | 'fileName'>,
  batch: Batch = { finished: [], formTypeCode: null },
): AsyncGenerator<XmlNode[]> {
  const handlers = collectChildren(sinkInto(batch, input.fileName));
  for await (const _ of driveXml(input.open(), handlers, { file: input.fileName, namespace: NAMESPACE })) {
    yield batch.finished.splice(0);
  }
}

/** The XSD puts FormTypeCode first, known samples put it last: when it is not there yet, the file is gone through once. */
async function formTypeCodeOf(input: ReadInput): Promise<string | null> {
  const batch: Batch = { finished: [], formTypeCode: null };
  for await (const _ of readActivities(input, batch)) if (batch.formTypeCode !== null) break;
  return batch.formTypeCode;
}

/** Forms with the same grammar whose Activity would pass for another (formats 1.4). */
function otherFormOf(activity: XmlNode, formTypeCode: string | null): string | null {
  const cash = childOf(activity, 'CurrencyTransactionActivity');
  const has8300 = (name: string): boolean => cash !== null && childOf(cash, name) !== null;
  if (has8300('TotalPriceAmountText') || has8300('Total100DollarBillInAmountText')) return 'fincen-8300';
  if (formTypeCode === '8300X' && cash !== null) return 'fincen-8300';
  return childOf(activity, 'ForeignAccountActivity') === null ? null : 'fincen-fbar';
}

function refuseOtherForm(activity: XmlNode, formTypeCode: string | null, file: string): void {
  const format = otherFormOf(activity, formTypeCode);
  if (format !== null) {
    const details = { file, format };
    throw new RedressError(failure('NOT_IN_THIS_VERSION', `format ${format} is not in this version`, details));
  }
}

function readFacts(activity: Activity): Pick<KeptRow, 'date' | 'facts'> {
  const { node } = activity;
  checkValues(node);
  const suspicious = childOf(node, 'SuspiciousActivity');
  const cash = childOf(node, 'CurrencyTransactionActivity');
  const filed = dateOf(node, 'FilingDateText');
  if (suspicious !== null) {
    return { date: dateOf(suspicious, 'SuspiciousActivityToDateText') ?? filed, facts: sarFacts(activity) };
  }
  if (cash !== null) return { date: dateOf(cash, 'TransactionDateText') ?? filed, facts: ctrFacts(activity) };
  return refuseRow('BAD_ROW', 'the Activity holds neither SuspiciousActivity nor CurrencyTransactionActivity');
}

function rowOf(node: XmlNode, number: number, where: { input: ReadInput; formTypeCode: string | null }): Row {
  const { input, formTypeCode } = where;
  refuseOtherForm(node, formTypeCode, input.fileName);
  const locator: Locator = { kind: 'seq', activity: number, seqNum: attributeOf(node, 'SeqNum') };
  const record = recordIdOf(input.sha256, locator);
  const read = attemptRow(() => readFacts({ node, source: input.sha256, locator, record, formTypeCode }));
  if (read.ok) return { kind: 'kept', locator, content: node, ...read.value };
  return { kind: 'refused', locator, failure: read.error, raw: canonicalJson(node) };
}

/**
 * Reads a batch of FinCEN reports (formats 1.1 to 1.3). What an Activity is comes from its content, so a batch of SARs
 * under the name of CTRs is read as SARs, and its Report says that FormTypeCode contradicts. Elements are matched by
 * local name in the namespace www.fincen.gov/base or none, in any order of children.
 */
export async function* readBatch(input: ReadInput): AsyncGenerator<readonly Row[]> {
  const batch: Batch = { finished: [], formTypeCode: null };
  let number = 0;
  let searched = false;
  for await (const activities of readActivities(input, batch)) {
    if (batch.formTypeCode === null && activities.length > 0 && !searched) {
      batch.formTypeCode = await formTypeCodeOf(input);
      searched = true;
    }
    const { formTypeCode } = batch;
    yield activities.map((node) => rowOf(node, ++number, { input, formTypeCode }));
  }
}
