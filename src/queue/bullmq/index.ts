export { type BullmqOptions, openBullmq } from './open-bullmq.ts';
