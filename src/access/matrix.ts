import type { SourceClass } from '../facts/index.ts';

export const ROLES = [
  'analyst',
  'investigator',
  'prosecutor',
  'supervisor',
  'victim-specialist',
  'auditor',
  'admin',
  'local-operator',
] as const;
export type Role = (typeof ROLES)[number];

export const ACTIONS = [
  'source.ingest',
  'source.read',
  'quarantine.read',
  'run.analyze',
  'result.read',
  'judge',
  'person.propose',
  'person.confirm',
  'lead.draft',
  'lead.approve',
  'lead.release',
  'lead.request',
  'deconflict',
  'export.draft',
  'audit.read',
  'audit.verify',
  'actor.manage',
  'case.open',
  'home.operate',
  'home.backup',
  'home.restore',
  'outcome.record',
  'vault.add',
  'vault.appoint',
  'vault.dismiss',
  'vault.show',
  'vault.withdraw',
] as const;
export type Action = (typeof ACTIONS)[number];

const ANALYST: readonly Action[] = [
  'source.ingest',
  'source.read',
  'quarantine.read',
  'run.analyze',
  'result.read',
  'judge',
  'person.propose',
  'lead.draft',
  'lead.request',
  'deconflict',
  'export.draft',
  'audit.verify',
  'case.open',
  'outcome.record',
];

/**
 * Who may do what (legal-and-evidence 4.4). Deny by default: what is not here is refused. The auditor reads the log and
 * changes nothing; the admin operates and reads no content; approving belongs to the supervisor alone.
 */
export const MATRIX: Readonly<Record<Role, readonly Action[]>> = {
  analyst: ANALYST,
  investigator: [
    'source.ingest',
    'source.read',
    'quarantine.read',
    'run.analyze',
    'result.read',
    'lead.request',
    'deconflict',
    'person.propose',
    'export.draft',
    'audit.verify',
    'outcome.record',
  ],
  prosecutor: [
    'source.read',
    'result.read',
    'lead.request',
    'deconflict',
    'person.propose',
    'export.draft',
    'lead.release',
    'audit.verify',
    'outcome.record',
    'vault.show',
  ],
  supervisor: [
    'source.read',
    'quarantine.read',
    'result.read',
    'lead.request',
    'deconflict',
    'lead.approve',
    'lead.release',
    'person.confirm',
    'audit.read',
    'audit.verify',
    'vault.show',
  ],
  'victim-specialist': [
    'result.read',
    'person.confirm',
    'audit.verify',
    'vault.add',
    'vault.appoint',
    'vault.dismiss',
    'vault.show',
    'vault.withdraw',
  ],
  auditor: ['audit.read', 'audit.verify'],
  admin: ['actor.manage', 'home.operate', 'home.backup', 'home.restore', 'audit.verify'],
  'local-operator': [
    ...ANALYST,
    'audit.read',
    'actor.manage',
    'home.operate',
    'home.backup',
    'home.restore',
    'lead.release',
    'vault.add',
    'vault.show',
  ],
};

const NO_BSA: readonly SourceClass[] = ['DERIVED', 'PROCESS_OBTAINED', 'PUBLIC_RECORD', 'VICTIM_SUPPLIED'];
const WITH_BSA: readonly SourceClass[] = ['BSA_LEAD_ONLY', ...NO_BSA];

/** Which classes of record a role may read. BOI needs a request id as well and is therefore in nobody's plain view. */
export const VISIBLE_CLASSES: Readonly<Record<Role, readonly SourceClass[]>> = {
  analyst: WITH_BSA,
  investigator: WITH_BSA,
  prosecutor: WITH_BSA,
  supervisor: WITH_BSA,
  'victim-specialist': NO_BSA,
  auditor: [],
  admin: [],
  'local-operator': WITH_BSA,
};
