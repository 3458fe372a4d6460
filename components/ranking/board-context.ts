import type { StoredCriticism } from "#lib/ranking/criticism-record.ts";
import { snapshotSearch } from "#lib/ranking/snapshot.ts";
import { type DrawingInput, type DrawingName, drawings } from "./board-drawings.ts";
import { NARROW } from "./charts/row-layout.ts";
import type { FigureWords } from "./figure.tsx";

/** What every section of a ranking page is given. */
export type BoardContext = DrawingInput & {
	/** With the moment and the snapshot that `criticism` is of. */
	stored: StoredCriticism | null;
	/** Added to the addresses of drawings, so that a file shows the models that the page shows. */
	shown: Record<string, string>;
};

/** The words and addresses of a figure, its drawing included. */
export function figureOf(context: BoardContext, name: DrawingName, heading: string) {
	const { c, snapshot } = context;
	const words: FigureWords = {
		table: c("table"),
		svg: c("svg"),
		csv: c("csv"),
		scroll: c("scroll", { name: heading }),
	};
	const extra = {
		...context.shown,
		...(context.model === undefined ? {} : { model: context.model }),
	};
	return {
		id: name,
		heading,
		words,
		drawing: drawings[name](context),
		narrow: drawings[name]({ ...context, width: NARROW }),
		svgHref: `/api/leaderboard/charts/${name}.svg${snapshotSearch(snapshot, extra)}`,
	};
}

/** The address of a table as a file. */
export function tableHref({ snapshot, model }: BoardContext, name: string): string {
	const extra: Record<string, string> = model === undefined ? {} : { model };
	return `/api/leaderboard/tables/${name}.csv${snapshotSearch(snapshot, extra)}`;
}
