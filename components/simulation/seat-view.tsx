import type { Message, SeatView } from "#lib/simulation/view.ts";
import { Json } from "./episode-item.tsx";
import type { EpisodeWords } from "./episode-words.ts";

/** What the person in a seat was told and has seen, and what is asked of them. */
export function SeatPage(props: {
	words: EpisodeWords;
	slug: string;
	asked: { view: SeatView; after: number };
	/** A message that was refused. */
	draft: string;
	/** Whoever may not speak only reads. */
	maySpeak: boolean;
}) {
	const { words, asked } = props;
	const { view } = asked;
	const { t } = words;
	return (
		<>
			<section aria-labelledby="told" className="mt-6">
				<h2 id="told" className="font-bold text-xl">
					{t("play.told")}
				</h2>
				<p className="said-text mt-2 max-w-prose rounded-md bg-sunken p-3" dir="auto">
					{view.instructions.trim() || t("nothing-told")}
				</p>
			</section>
			<section aria-labelledby="seen" className="mt-6">
				<h2 id="seen" className="font-bold text-xl">
					{t("play.seen")}
				</h2>
				{view.messages.length === 0 ? (
					<p className="mt-2 text-quiet">{t("play.nothing")}</p>
				) : (
					view.messages.map((message, i) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: messages are only added
						<SeenMessage key={i} words={words} message={message} own={view.seat} />
					))
				)}
			</section>
			<p className="mt-6 text-quiet">
				{view.turn === 0 ? t("before") : t("play.turn", { turn: view.turn })}
				{view.turnsLeft === null ? "" : ` · ${t("play.left", { n: view.turnsLeft })}`}
			</p>
			{view.tools.length === 0 ? null : (
				<p className="notice mt-2 max-w-prose">
					{t("play.tools", { names: view.tools.map(({ name }) => name).join(", ") })}
				</p>
			)}
			{props.maySpeak ? (
				<SpeakForm {...props} />
			) : (
				<p className="notice mt-4 max-w-prose">{t("play.not-yours")}</p>
			)}
		</>
	);
}

function SeenMessage(props: { words: EpisodeWords; message: Message; own: string }) {
	const { message, own } = props;
	const { t } = props.words;
	if (message.kind === "observation")
		return (
			<div className="said said-shown">
				<p className="said-text figures" dir="auto">
					{message.text}
				</p>
			</div>
		);
	if (message.kind === "text")
		return (
			<div className={`said ${message.seat === own ? "said-contested" : "said-other"}`}>
				<p className="said-head">
					<strong>{message.seat}</strong>
				</p>
				<p className="said-text" dir="auto">
					{message.text}
				</p>
			</div>
		);
	return (
		<div className="said said-tool">
			<p className="said-head">
				{message.kind === "tool-call"
					? t("calls-tool", { seat: message.seat, name: message.call.name })
					: t("result")}
			</p>
			<Json value={message.kind === "tool-call" ? message.call.arguments : message.result} />
		</div>
	);
}

function SpeakForm(props: {
	words: EpisodeWords;
	slug: string;
	asked: { view: SeatView; after: number };
	draft: string;
}) {
	const { t } = props.words;
	const { after } = props.asked;
	return (
		<form method="post" action={`/e/${props.slug}/say`} className="mt-3 max-w-prose" id="speak">
			<input type="hidden" name="after" value={after} />
			<label className="block">
				<span className="mb-1 block font-semibold">{t("play.text")}</span>
				<textarea
					// A new question is a new field.
					key={after}
					name="text"
					rows={4}
					defaultValue={props.draft}
					dir="auto"
					className="field"
				/>
			</label>
			<div className="mt-2 flex flex-wrap items-center gap-2">
				<button type="submit" className="button button-main">
					{t("play.say")}
				</button>
				<button type="submit" name="stop" value="1" className="button" aria-describedby="stop-hint">
					{t("play.stop")}
				</button>
				<span id="stop-hint" className="text-quiet text-sm">
					{t("play.stop-hint")}
				</span>
			</div>
		</form>
	);
}
