export { admissiblePart, type Cut, WHOLE_HOME } from './cut.ts';
export { ACTIONS, type Action, MATRIX, ROLES, type Role } from './matrix.ts';
export {
  MOST_REVIEW_YEARS,
  mayReviewPeople,
  REVIEW_NOTICE_DAYS,
  type ReviewGround,
  reviewBy,
  reviewDate,
} from './review.ts';
export { type Actor, authorize, type Case, cutFor, requireSecondPerson, type Viewer } from './viewer.ts';
