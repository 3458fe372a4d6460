import { anyInLine } from "./line-of.ts";

/**
 * SQL: a person took a seat in episode `e`, or in one that it was forked from. Nobody asked them whether their words may
 * go out.
 */
export const hasPerson = (e: string) =>
	anyInLine(
		e,
		(episode) =>
			`coalesce(jsonb_path_exists(${episode}.drivers, '$.*.kind ? (@ == "person")'), false)`,
	);

/**
 * SQL: judgement `j` is a person's vote (voter `v`) on a simulated battle `b`, and they have not agreed to what is done
 * with it. What no person cast needs no consent.
 */
export const voteWithoutConsent = (j: string) =>
	`(${j}.kind = 'vote' AND NOT v.is_scripted AND coalesce(b.consent_version, v.consent_version) IS NULL)`;
