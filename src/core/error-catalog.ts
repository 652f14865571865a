/**
 * Every error code of the product: what happened, its class (which decides exit code and HTTP status) and what to do next.
 * docs/errors.md is generated from this table and a test holds the two together.
 */
export const ERROR_CATALOG = {
  // usage: the caller must change the call
  USAGE: { class: 'usage', next: 'See `redress COMMAND --help`.' },
  UNKNOWN_SETTING: { class: 'usage', next: 'See docs/settings.md for the settings that exist.' },
  NOT_IN_THIS_VERSION: { class: 'usage', next: 'This command or format belongs to a later version; see CHANGELOG.md.' },
  BAD_INPUT: { class: 'usage', next: 'Correct the named field and send it again.' },
  NOT_FOUND: { class: 'usage', next: 'Check the id; absent and not visible to you look the same.' },
  METHOD_NOT_ALLOWED: { class: 'usage', next: 'Use one of the methods that the Allow header names.' },
  CONFLICT: { class: 'usage', next: 'Read the current state and decide again.' },
  NOT_WRITABLE: { class: 'usage', next: 'Name another place, or check its permissions and the free disk.' },
  // policy: refused by rule
  FORBIDDEN: { class: 'policy', next: 'Ask for the role, purpose or case that the action needs.' },
  PURPOSE_REQUIRED: { class: 'policy', next: 'Give --purpose or open a case that states one.' },
  SAME_PERSON: { class: 'policy', next: 'A second person, with their own key, must do this.' },
  CLASS_NOT_ADMISSIBLE: {
    class: 'policy',
    next: 'BSA and BOI material never moves to an admissible class; obtain the record by process.',
  },
  UNREVIEWED_PERSON: { class: 'policy', next: 'A trained reviewer must record a decision about the person first.' },
  PERSON_PAST_REVIEW: {
    class: 'policy',
    next: 'Say with `redress person ENTITY revalidate` that the person stays in the record, or let them go; see `redress people`.',
  },
  NOT_APPROVED: { class: 'policy', next: 'A second person must approve the lead before --release.' },
  DAILY_LIMIT: { class: 'policy', next: 'Ask fewer questions, or ask again after midnight UTC.' },
  NON_LOOPBACK: { class: 'policy', next: 'Until sign-in exists the API listens on loopback only.' },
  // file: the whole file is rejected
  FILE_NOT_READABLE: { class: 'file', next: 'Check the path and the permissions.' },
  FILE_NOT_REGULAR: { class: 'file', next: 'Give a regular file; links and special files are refused.' },
  FILE_CHANGED: { class: 'file', next: 'The file changed while it was read; ingest a finished copy.' },
  FILE_TOO_LARGE: { class: 'file', next: 'Split the file; the limit is named in docs/settings.md.' },
  UNKNOWN_FORMAT: { class: 'file', next: 'Name the format with --format, or describe the table with --map.' },
  WRONG_ENCODING: {
    class: 'file',
    next: 'Save the file as UTF-8 (XML may declare ISO-8859-1, windows-1252 or UTF-16).',
  },
  MALFORMED_XML: { class: 'file', next: 'Ask the sender for a well-formed copy; the line is named.' },
  MALFORMED_JSON: { class: 'file', next: 'Ask the sender for a well-formed copy; the place is named.' },
  MALFORMED_CSV: { class: 'file', next: 'Ask the sender for a well-formed copy; the line is named.' },
  DOCTYPE: { class: 'file', next: 'No accepted format has a DOCTYPE; ask for a copy without one.' },
  LIMIT: {
    class: 'file',
    next: 'A guard limit was met; it is named with its value. Split the file or ask the sender.',
  },
  WRONG_HEADER: { class: 'file', next: 'Make the header exactly as docs/formats.md shows it.' },
  TRUNCATED: { class: 'file', next: 'The file ends too early; ask the sender for a complete copy.' },
  MAP_INVALID: { class: 'file', next: 'Correct the map file; docs/formats.md describes it.' },
  SOURCE_CLASS_REQUIRED: { class: 'file', next: 'A mapped table has no class of its own: give --source-class.' },
  WORKSHEET_INVALID: { class: 'file', next: 'Correct the named place; docs/methods/restitution.md shows the form.' },
  BAD_HOURS: { class: 'file', next: 'A workweek has seven days, each with 0 to 24 hours.' },
  NO_WAGE_RATE: {
    class: 'file',
    next: 'The wage table begins in 1978 and leaves out American Samoa and the Northern Marianas: ask WHD for the rates.',
  },
  NO_RULE: { class: 'file', next: 'The rules begin in 1983: a person must find the law of that time.' },
  // row: one row is quarantined, the rest is kept
  MISSING_VALUE: { class: 'row', next: 'The row waits in quarantine; ask the sender for the value.' },
  BAD_AMOUNT: { class: 'row', next: 'Amounts are positive plain decimals, such as 1234.50, without exponent.' },
  BAD_DATE: { class: 'row', next: 'The date does not exist or is not in the form the format asks for.' },
  BAD_CODE: { class: 'row', next: 'The code is not in the code list of the format.' },
  BAD_IDENTIFIER: { class: 'row', next: 'The identifier has a wrong form or check digit.' },
  BAD_TEXT: { class: 'row', next: 'The text holds U+0000 or a lone surrogate, which no store keeps faithfully.' },
  IDENTITY_IN_TEXT: {
    class: 'row',
    next: 'Say it without numbers or addresses of a person; identities go into the vault with `redress vault add`.',
  },
  BAD_SHARE: { class: 'row', next: 'Shares are 0 to 100 percent with the lower bound not above the upper.' },
  BAD_ROW: {
    class: 'row',
    next: 'The row has another number of cells than the header, or a shape the format does not allow.',
  },
  DANGLING_REFERENCE: {
    class: 'row',
    next: 'The record named by the reference is not in the file; ask for the complete file.',
  },
  // integrity: a check found a problem
  VERIFY_FAILED: {
    class: 'problem',
    next: 'Do not rely on the package; ask the sender for a fresh copy and keep this one.',
  },
  TOKEN_REFUSED: {
    class: 'problem',
    next: 'Ask for a token over tagmanifest-sha256.txt of this package, and export it again with the same --to and --at.',
  },
  AUDIT_BROKEN: { class: 'problem', next: 'Stop, keep the home as it is, and call the auditor.' },
  LEDGER_INVALID: { class: 'problem', next: 'Correct the named event.' },
  OVERDRAWN: { class: 'problem', next: 'Correct the event, or allow overdrafts with --overdraft allow.' },
  JOB_FAILED: { class: 'problem', next: 'See the reason; the job is kept and can be run again.' },
  // unavailable
  HOME_LOCKED: {
    class: 'unavailable',
    next: 'Another redress process works in this home; wait for it or use another --home.',
  },
  HOME_UNUSABLE: { class: 'unavailable', next: 'Check the path, its permissions and the free disk.' },
  HOME_NEWER: { class: 'unavailable', next: 'This home was written by a newer version; update redress.' },
  HOME_MISMATCH: {
    class: 'unavailable',
    next: 'The database belongs to another home: correct its setting, or give this home an empty database.',
  },
  VAULT_UNREADABLE: {
    class: 'unavailable',
    next: 'Put the vault folder and keys/vault.key of the home back as they were kept together; nothing was changed.',
  },
  SERVICE_UNAVAILABLE: {
    class: 'unavailable',
    next: 'Start the service or correct its setting; `redress doctor` shows which.',
  },
  SERVER_MEMORY: {
    class: 'unavailable',
    next: 'Give the Neo4j server more heap, or raise dbms.memory.transaction.total.max; nothing was kept by halves.',
  },
  PORT_UNAVAILABLE: { class: 'unavailable', next: 'Give another --port, or stop what listens there.' },
  AUDIT_UNAVAILABLE: { class: 'unavailable', next: 'The audit log could not be written, so the act was refused.' },
  INTERNAL: { class: 'bug', next: 'This is a bug; report it with the request id.' },
} as const satisfies Record<string, { class: ErrorClass; next: string }>;

export type ErrorClass = 'usage' | 'policy' | 'file' | 'row' | 'problem' | 'unavailable' | 'bug';
export type ErrorCode = keyof typeof ERROR_CATALOG;
