export { askBroker } from './ask-broker.ts';
export { canonicalIdentifier, type ExclusiveIdentifier } from './identifier.ts';
export { readMembers } from './members.ts';
export type { BrokerAnswer } from './protocol.ts';
export { DAILY_QUESTIONS } from './quota.ts';
