import { type Locale, translator } from "#lib/i18n/translate.ts";
import type { JudgedMessage } from "#lib/judging/transcript.ts";

/** Two conversations side by side, one below the other on a phone. Names stand there only after the vote. */
export function PairColumns(props: {
	left: readonly JudgedMessage[];
	right: readonly JudgedMessage[];
	names: { left: string; right: string } | null;
	contested: string;
	language: string;
	locale: Locale;
}) {
	const t = translator(props.locale, "judges");
	return (
		<div className="mt-6 grid gap-6 lg:grid-cols-2">
			{(["left", "right"] as const).map((side) => (
				<section
					key={side}
					aria-labelledby={`side-${side}`}
					className="min-w-0 rounded border border-line bg-raised p-4"
				>
					<h2 id={`side-${side}`} className="font-bold text-xl">
						{t(`pair.side.${side}`)}
						{props.names === null ? null : <>: {props.names[side]}</>}
					</h2>
					<ol className="mt-2 list-none">
						{props[side].map((message, i) => (
							<li
								// biome-ignore lint/suspicious/noArrayIndexKey: a finished conversation never moves
								key={i}
								className={`mt-3 border-s-2 ps-3 ${message.seat === props.contested && message.kind === "text" ? "border-accent" : "border-line"}`}
							>
								<p className="text-quiet text-sm">
									{t(`pair.kind.${message.kind}`, { seat: message.seat })}
								</p>
								<p
									lang={props.language}
									dir="auto"
									className={`whitespace-pre-wrap break-words ${message.kind === "text" ? "" : "font-figures text-sm"}`}
								>
									{message.text}
								</p>
							</li>
						))}
					</ol>
				</section>
			))}
		</div>
	);
}
