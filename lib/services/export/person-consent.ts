/**
 * SQL: a person took a seat in episode `e`, or had one in its parent `p`. Nobody asked them whether their words may go
 * out.
 */
export const hasPerson = (e: string, p: string) =>
	`(${[e, p].map((of) => `coalesce(jsonb_path_exists(${of}.drivers, '$.*.kind ? (@ == "person")'), false)`).join(" OR ")})`;

/**
 * SQL: judgement `j` is a person's vote (voter `v`) on a simulated battle `b`, and they have not agreed to what is done
 * with it. What no person cast needs no consent.
 */
export const voteWithoutConsent = (j: string) =>
	`(${j}.kind = 'vote' AND NOT v.is_scripted AND coalesce(b.consent_version, v.consent_version) IS NULL)`;
