/**
 * SQL: episode `e`, or one that it was forked from, near or far, is one of which `condition` holds; there it is called
 * `line`.
 */
export const anyInLine = (e: string, condition: string) =>
	`EXISTS (WITH RECURSIVE line AS (
		SELECT id, parent_id, run_id, drivers FROM episodes WHERE id = ${e}.id
		UNION ALL SELECT up.id, up.parent_id, up.run_id, up.drivers FROM line JOIN episodes up ON up.id = line.parent_id)
	 SELECT 1 FROM line WHERE ${condition})`;
