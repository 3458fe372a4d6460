import { type BoardContext, figureOf, tableHref } from "./board-context.ts";
import { DataTable } from "./data-table.tsx";
import { Figure } from "./figure.tsx";
import { type StyleEffect, styleEffects, styleName } from "./fit-charts.ts";

/** What length and Markdown are worth, on leaderboards that control for them. */
export function StyleFigure(context: BoardContext) {
	const { snapshot, c, figures } = context;
	const effects = styleEffects(snapshot.coefficients);
	if (effects.length === 0) return null;
	const heading = c("style.heading");
	return (
		<Figure
			{...figureOf(context, "style", heading)}
			text={c("style.text")}
			csvHref={tableHref(context, "style")}
		>
			<DataTable
				caption={heading}
				scrollLabel={c("scroll", { name: c("table") })}
				columns={[c("style.feature"), c("style.points"), c("style.interval"), c("style.answer")]}
				rows={effects.map((effect) => [
					styleName(c, effect.name),
					figures.signed(effect.points),
					c("interval", {
						lower: figures.signed(effect.lower),
						upper: figures.signed(effect.upper),
					}),
					c(`style.said.${answerOf(effect)}`),
				])}
			/>
		</Figure>
	);
}

function answerOf({ lower, upper }: StyleEffect): "up" | "down" | "open" {
	if (lower > 0) return "up";
	return upper < 0 ? "down" : "open";
}
