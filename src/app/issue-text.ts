import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** How zod begins what it says where a schema has no words of its own. */
const GENERIC = /^(Too (small|big)|Invalid (input|option|string)|Unrecognized key)/;

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

/** What is wrong with a value, in words that follow its name. */
export function issueText(issue: Issue): string {
  if (!GENERIC.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'too_small':
      return `needs at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
    case 'too_big':
      return `may be at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
    case 'invalid_value':
      return `is not ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}`;
    case 'invalid_type':
      return `is missing or is no ${issue.expected}`;
    case 'unrecognized_keys':
      return `has fields that are not known: ${issue.keys.join(', ')}`;
    default:
      return 'does not have the form that is asked for';
  }
}
