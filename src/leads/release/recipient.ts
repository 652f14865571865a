import { err, failure, ok, type Result } from '../../core/index.ts';

export type Recipient = { readonly agency: string; readonly person: string };

/** `Agency|Person`, both stated: nothing is released to an office without a name (legal-and-evidence 1.2). */
export function parseRecipient(text: string): Result<Recipient> {
  const [agency = '', person = '', ...more] = text.split('|').map((part) => part.trim());
  if (agency === '' || person === '' || more.length > 0)
    return err(failure('BAD_INPUT', `release: "${text}" does not name an agency and a person as "Agency|Person"`));
  return ok({ agency, person });
}
