/**
 * SQL for why a judgement is left out, or `used`. A judgement is counted once: what happened to the
 * vote itself comes first, then its voter, then the first of its stored reasons.
 */
export const REASON_SQL = `CASE
	WHEN NOT j.is_current THEN 'superseded'
	WHEN j.withdrawn_at IS NOT NULL THEN 'withdrawn'
	WHEN v.excluded_at IS NOT NULL OR 'voter-excluded' = ANY (j.exclusions) THEN 'voter-excluded'
	WHEN cardinality(j.exclusions) > 0 THEN j.exclusions[1]
	ELSE 'used' END`;

/**
 * SQL for the judgements that a leaderboard counts. The empty array is compared as a value because
 * the planner knows how common it is; of a cardinality it knows nothing and plans for a few rows.
 */
export const COUNTS_SQL =
	"j.is_current AND j.withdrawn_at IS NULL AND v.excluded_at IS NULL AND j.exclusions = '{}'";
