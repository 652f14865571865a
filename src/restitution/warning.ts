/** What a person must look at: the figure stands, and here is why it may not. */
export type Warning = {
  readonly code:
    | 'ABOVE_WHAT_IS_OWED'
    | 'CIRCUIT_UNKNOWN'
    | 'CIVIL_WITHOUT_LOSS'
    | 'CREDIT_WITHOUT_REASON'
    | 'DRAFT_INCOMPLETE'
    | 'GROSS_NOT_STATED'
    | 'INSURER_AND_UNITED_STATES'
    | 'INSURER_SUBROGATED'
    | 'LIMB_NOT_GIVEN'
    | 'LOSS_OUTSIDE_STATUTE'
    | 'MIXED_EXEMPTION'
    | 'OFFENCE_UNKNOWN'
    | 'ORDER_DIFFERS'
    | 'OVERLAPPING_LABOUR'
    | 'PAYER_NOT_IN_ORDER'
    | 'POOL_EXCEEDS_LOSS'
    | 'PROJECTED_BEFORE_2018'
    | 'RULES_AS_OF'
    | 'RULE_CHANGE'
    | 'SAME_HOURS_LEFT_OUT';
  readonly victim: string | null;
  readonly week: string | null;
  readonly message: string;
};

export function warning(
  code: Warning['code'],
  message: string,
  about: { readonly victim?: string; readonly week?: string } = {},
): Warning {
  return { code, victim: about.victim ?? null, week: about.week ?? null, message };
}
