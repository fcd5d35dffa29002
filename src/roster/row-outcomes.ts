/** How a row can come out. */
export const rowOutcomes = [
  "created",
  "updated",
  "unchanged",
  "adopted",
  "failed",
  "waiting",
  "activated",
  "deactivated",
  "reclaimed",
  "offboarded",
  "resent",
  "canceled",
] as const;
