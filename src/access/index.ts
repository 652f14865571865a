export { admissiblePart, type Cut, WHOLE_HOME } from './cut.ts';
export { ACTIONS, type Action, MATRIX, ROLES, type Role } from './matrix.ts';
export { type Actor, authorize, type Case, cutFor, requireSecondPerson, type Viewer } from './viewer.ts';
