export { splitOver } from './apportion.ts';
export { type DraftFile, draftWorksheet, type ReturnedWages } from './draft.ts';
export type { RestitutionLine } from './entitlement.ts';
export type { WeekLine } from './flsa.ts';
export type { Warning } from './warning.ts';
export { type PrintedWeek, weekFault } from './week-fault.ts';
export { whdSchedule } from './whd.ts';
export { type RestitutionTables, type VictimResult, type Worksheet, worksheetOf } from './worksheet.ts';
