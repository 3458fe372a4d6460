/**
 * SQL: `condition` holds of episode `e`, or of one that it was forked from, near or far. Most are no fork, and only those
 * that are one take a query of their own.
 */
export const anyInLine = (e: string, condition: (episode: string) => string) =>
	`(${condition(e)} OR ${e}.parent_id IS NOT NULL AND EXISTS (WITH RECURSIVE line AS (
		SELECT id, parent_id, run_id, drivers FROM episodes WHERE id = ${e}.parent_id
		UNION ALL SELECT up.id, up.parent_id, up.run_id, up.drivers FROM line JOIN episodes up ON up.id = line.parent_id)
	 SELECT 1 FROM line WHERE ${condition("line")}))`;
