import { compareText, moneyText, sortedUnique } from '../../core/index.ts';
import type { Report } from '../../facts/index.ts';
import { childOf, childrenOf, isSet, ownText, textOf, type XmlNode } from '../guarded/xml-json.ts';
import { factIdOf, refuseRow } from '../row.ts';
import { type Activity, dateOf, dollarsOf } from './activity.ts';

/** Characters of one narrative part; a full part was cut there, in the middle of a word or not (formats 1.2). */
const NARRATIVE_PART = 4_000;
/** Advisory numbers and the words that FinCEN asks filers to use (formats 1.5). */
const ADVISORY = /FIN-\d{4}-[A-Z]\d{3}/g;
const KEY_WORDS = ['HUMAN TRAFFICKING', 'HUMAN SMUGGLING'] as const;

function filingKindOf(activity: XmlNode): Report['filingKind'] {
  const association = childOf(activity, 'ActivityAssociation');
  if (association === null) return 'unknown';
  if (isSet(association, 'CorrectsAmendsPriorReportIndicator')) return 'amended';
  if (isSet(association, 'ContinuingActivityReportIndicator')) return 'continuing';
  if (isSet(association, 'JointReportIndicator')) return 'joint';
  return isSet(association, 'InitialReportIndicator') ? 'initial' : 'unknown';
}

function narrativeOf(activity: XmlNode): string | null {
  const parts = childrenOf(activity, 'ActivityNarrativeInformation').map((part, i) => {
    const number = textOf(part, 'ActivityNarrativeSequenceNumber') ?? String(i + 1);
    if (!/^\d{1,3}$/.test(number)) {
      refuseRow('BAD_CODE', `ActivityNarrativeSequenceNumber "${number.slice(0, 40)}" is not a number`);
    }
    return { order: Number(number), text: ownText(childOf(part, 'ActivityNarrativeText') ?? {}) };
  });
  parts.sort((a, b) => a.order - b.order);
  let narrative = '';
  let lastLength = NARRATIVE_PART;
  for (const { text } of parts) {
    narrative += `${lastLength < NARRATIVE_PART ? '\n' : ''}${text}`;
    lastLength = text.length;
  }
  return narrative.trim() === '' ? null : narrative.trim();
}

function keyTermsOf(note: string | null, narrative: string | null): string[] {
  const text = `${note ?? ''}\n${narrative ?? ''}`.toUpperCase();
  const words = KEY_WORDS.filter((word) => text.includes(word));
  return sortedUnique([...(note === null ? [] : [note]), ...(text.match(ADVISORY) ?? []), ...words]);
}

function activityCodesOf(suspicious: XmlNode | null): Report['activityCodes'] {
  const classes = suspicious === null ? [] : childrenOf(suspicious, 'SuspiciousActivityClassification');
  const codes = classes.map((item) => ({
    type: textOf(item, 'SuspiciousActivityTypeID') ?? '',
    subtype: textOf(item, 'SuspiciousActivitySubtypeID') ?? '',
  }));
  return codes.sort((a, b) => compareText(a.type, b.type) || compareText(a.subtype, b.subtype));
}

/** The filing as a whole. Its totals are its own attributes and never become movements of money. */
export function reportOf(activity: Activity, form: Report['form']): Report {
  const { node, formTypeCode } = activity;
  const suspicious = childOf(node, 'SuspiciousActivity');
  const cash = childOf(node, 'CurrencyTransactionActivity');
  const isUnknown = suspicious !== null && isSet(suspicious, 'AmountUnknownIndicator');
  const total = isUnknown ? null : dollarsOf(suspicious, 'TotalSuspiciousAmountText');
  const cumulative = dollarsOf(suspicious, 'CumulativeTotalViolationAmountText');
  const day = dateOf(cash, 'TransactionDateText');
  const narrative = narrativeOf(node);
  return {
    kind: 'report',
    id: factIdOf(activity.record, 'report', ''),
    record: activity.record,
    form,
    filingKind: filingKindOf(node),
    priorDocument: textOf(node, 'EFilingPriorDocumentNumber'),
    filedOn: dateOf(node, 'FilingDateText'),
    from: dateOf(suspicious, 'SuspiciousActivityFromDateText') ?? day,
    to: dateOf(suspicious, 'SuspiciousActivityToDateText') ?? day,
    totalAmount: total === null ? null : moneyText(total),
    cumulativeAmount: cumulative === null ? null : moneyText(cumulative),
    activityCodes: activityCodesOf(suspicious),
    keyTerms: keyTermsOf(textOf(node, 'FilingInstitutionNotetoFinCEN'), narrative),
    narrative,
    formTypeCode,
    formTypeContradicts: formTypeCode !== null && formTypeCode !== (form === 'sar' ? 'SARX' : 'CTRX'),
  };
}
