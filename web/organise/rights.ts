/** What this person may do with the plan. */
export interface PlanRights {
  /** Change it, publish it, change the event. */
  readonly edit: boolean;
  /** See who has which role. */
  readonly people: boolean;
  /** Numbers of the days whose proposals they may see. */
  readonly proposalsOf: readonly number[];
}
