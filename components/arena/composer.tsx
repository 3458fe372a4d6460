"use client";
import { type KeyboardEvent, useImperativeHandle, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";

export interface ComposerHandle {
	/** Puts a text into the box, ready to be changed or sent. */
	fill: (text: string) => void;
	focus: () => void;
}

interface ComposerProps {
	ref: React.Ref<ComposerHandle>;
	placeholder: string;
	isRunning: boolean;
	isSending: boolean;
	/** Set when the battle takes no more turns. */
	closedText: string | null;
	bytesMax: number;
	/** Says whether the message was taken; if not, it stays in the box. */
	onSend: (text: string) => Promise<boolean>;
	onStop: () => void;
}

const encoder = new TextEncoder();

/** True while an input method composes: its Enter chooses a word and must not send. */
const isComposing = (event: KeyboardEvent) =>
	event.nativeEvent.isComposing || event.keyCode === 229;

export function Composer(props: ComposerProps) {
	const t = useTranslations("battle.composer");
	const [text, setText] = useState("");
	const field = useRef<HTMLTextAreaElement>(null);
	useImperativeHandle(props.ref, () => ({
		fill(next) {
			setText(next);
			field.current?.focus();
		},
		focus: () => field.current?.focus(),
	}));
	const over = encoder.encode(text).length - props.bytesMax;
	const canSend =
		text.trim() !== "" &&
		over <= 0 &&
		!props.isRunning &&
		!props.isSending &&
		props.closedText === null;

	const send = async () => {
		if (!canSend) return;
		setText("");
		const isTaken = await props.onSend(text);
		// What could not be sent comes back, before anything typed meanwhile.
		if (!isTaken) setText((typed) => (typed === "" ? text : `${text}\n${typed}`));
	};

	if (props.closedText !== null) return <p className="notice">{props.closedText}</p>;
	return (
		<form
			className="flex items-end gap-2"
			onSubmit={(event) => {
				event.preventDefault();
				void send();
			}}
		>
			<label className="min-w-0 grow">
				<span className="sr-only">{t("label")}</span>
				<textarea
					ref={field}
					className="field composer-field"
					rows={1}
					dir="auto"
					enterKeyHint="send"
					placeholder={props.placeholder}
					value={text}
					aria-invalid={over > 0}
					aria-describedby={over > 0 ? "message-too-long" : undefined}
					onChange={(event) => setText(event.target.value)}
					onKeyDown={(event) => {
						if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
						event.preventDefault();
						void send();
					}}
				/>
				{over > 0 ? (
					<span id="message-too-long" className="text-danger text-sm">
						{t("too-long", { over })}
					</span>
				) : null}
			</label>
			{props.isRunning ? (
				<button type="button" className="button min-h-11 shrink-0" onClick={props.onStop}>
					{t("stop")}
				</button>
			) : (
				<button type="submit" className="button button-main min-h-11 shrink-0" disabled={!canSend}>
					{props.isSending ? t("sending") : t("send")}
				</button>
			)}
		</form>
	);
}
