import { canonicalJson } from '../../core/index.ts';
import type { Acknowledgement, FilingError, Locator } from '../../facts/index.ts';
import { driveXml, type XmlHandlers } from '../guarded/xml.ts';
import { attributeOf, childrenOf, collectChildren, nodeOf, textOf, type XmlNode } from '../guarded/xml-json.ts';
import { attemptRow, factIdOf, recordIdOf, refuseRow } from '../row.ts';
import type { ReadInput, Row } from '../types.ts';
import { batchSink, NAMESPACE } from './batch.ts';

const SUBMISSION = 'EFilingSubmissionXML';
const ACTIVITY = 'EFilingActivityXML';
/** Filers write 14 zeros for a number they do not know; FinCEN gives none such. */
const NO_ID = /^0+$/;

/** Hears a document as if one wrapper below the root were not there, so that what it holds are children of the root. */
function withoutWrapper(wrapper: string, inner: XmlHandlers): XmlHandlers {
  const path: string[] = [];
  const isWrapper = () => path.length === 2 && path[1] === wrapper;
  return {
    open: (name, attributes, locator) => {
      path.push(name);
      if (!isWrapper()) inner.open(name, attributes, locator);
    },
    text: (text) => {
      if (!isWrapper()) inner.text(text);
    },
    close: () => {
      if (!isWrapper()) inner.close();
      path.pop();
    },
  };
}

function handlersInto(finished: XmlNode[], file: string): XmlHandlers {
  const sink = batchSink(file, (name, value) => {
    if (name === ACTIVITY) finished.push(nodeOf(value));
  });
  return withoutWrapper(SUBMISSION, collectChildren(sink));
}

function errorsOf(node: XmlNode): FilingError[] {
  const errors = childrenOf(node, 'EFilingActivityErrorXML').map((error) => ({
    level: textOf(error, 'ErrorLevelText'),
    code: textOf(error, 'ErrorTypeCode'),
    element: textOf(error, 'ErrorElementNameText'),
    context: textOf(error, 'ErrorContextText'),
    text: textOf(error, 'ErrorText'),
  }));
  // An Activity without a fault has one empty element.
  return errors.filter((error) => Object.values(error).some((value) => value !== null));
}

function bsaIdOf(node: XmlNode): string {
  const text = textOf(node, 'BSAID') ?? refuseRow('MISSING_VALUE', 'BSAID is empty: the filing was not accepted');
  if (!/^\d{14}$/.test(text) || NO_ID.test(text))
    refuseRow('BAD_IDENTIFIER', `BSAID "${text.slice(0, 40)}" is not 14 digits that name a filing`);
  return text;
}

/** The place of the Activity in its batch, as the paths of its errors quote it ("EFilingBatchXML/Activity[3]/…"). */
function quotedPlaceOf(errors: readonly FilingError[]): number | null {
  const quoted = new Set(errors.flatMap(({ context }) => /\/Activity\[(\d{1,9})\]/.exec(context ?? '')?.[1] ?? []));
  if (quoted.size > 1)
    refuseRow('BAD_ROW', `the errors of one Activity quote several: Activity[${[...quoted].join('], Activity[')}]`);
  const [place] = quoted;
  return place === undefined ? null : Number(place);
}

function rowOf(node: XmlNode, number: number, input: ReadInput): Row {
  const locator: Locator = { kind: 'seq', activity: number, seqNum: attributeOf(node, 'SeqNum') };
  const record = recordIdOf(input.sha256, locator);
  const read = attemptRow((): Acknowledgement => {
    const errors = errorsOf(node);
    const quotedPlace = quotedPlaceOf(errors);
    const id = factIdOf(record, 'acknowledgement', '');
    return { kind: 'acknowledgement', id, record, bsaId: bsaIdOf(node), quotedPlace, errors };
  });
  if (read.ok) return { kind: 'kept', locator, content: node, date: null, facts: [read.value] };
  return { kind: 'refused', locator, failure: read.error, raw: canonicalJson(node) };
}

/**
 * Reads the acknowledgement of a batch, one row an Activity, in the order of the batch. The filing that a BSA id belongs
 * to is not named in the file: resolution finds it by place and content.
 */
export async function* readAcknowledgements(input: ReadInput): AsyncGenerator<readonly Row[]> {
  const finished: XmlNode[] = [];
  let number = 0;
  const place = { file: input.fileName, namespace: NAMESPACE };
  for await (const _ of driveXml(input.open(), handlersInto(finished, input.fileName), place)) {
    yield finished.splice(0).map((node) => rowOf(node, ++number, input));
  }
}
