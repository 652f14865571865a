/** What a reader must know about a trace beside its figures. `event` is the one that it is about. */
export type TraceWarning = {
  readonly code: 'OPENING_UNKNOWN' | 'OVERDRAWN' | 'ROUNDED' | 'TIES';
  readonly message: string;
  readonly event?: string;
};

export function overdrawn(events: readonly string[]): TraceWarning[] {
  return events.map((event) => ({
    code: 'OVERDRAWN',
    event,
    message: `event ${event} takes more than the account holds; every claim ends there`,
  }));
}

/** Each rounding moves a part by less than 10^-12 of a minor unit, and payments only divide what was moved. */
export function rounded(times: number): TraceWarning[] {
  if (times === 0) return [];
  const message = `${times} compositions were rounded to 10^-12 of a minor unit; the error of a part is below ${times} x 10^-12`;
  return [{ code: 'ROUNDED', message }];
}
