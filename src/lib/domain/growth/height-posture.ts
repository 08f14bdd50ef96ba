/** From this age on the survey measured children standing (身長), below it lying (身長(仰臥位)). [GR10] */
export const STANDING_FROM_MONTHS = 24;

/** How the height of a child of this age was measured for the tables, and so is to be measured. [GR10] */
export const heightPosture = (ageMonths: number): 'lying' | 'standing' =>
  ageMonths < STANDING_FROM_MONTHS ? 'lying' : 'standing';
