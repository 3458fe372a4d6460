"use client";
import { useEffect, useState } from "react";

/** Puts text on the clipboard, also where the page has no secure context. Says whether it worked. */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		const field = document.createElement("textarea");
		field.value = text;
		field.style.position = "fixed";
		field.style.opacity = "0";
		document.body.append(field);
		field.select();
		const isCopied = document.execCommand("copy");
		field.remove();
		return isCopied;
	}
}

const shownMs = 2000;

export function CopyButton(props: {
	text: string | (() => string);
	label: string;
	name: string;
	done: string;
}) {
	const [isDone, setDone] = useState(false);
	useEffect(() => {
		if (!isDone) return;
		const timer = setTimeout(() => setDone(false), shownMs);
		return () => clearTimeout(timer);
	}, [isDone]);
	return (
		<button
			type="button"
			className="button button-plain button-small text-quiet"
			aria-label={isDone ? props.done : props.name}
			onClick={async () =>
				setDone(await copyText(typeof props.text === "string" ? props.text : props.text()))
			}
		>
			{isDone ? props.done : props.label}
		</button>
	);
}
