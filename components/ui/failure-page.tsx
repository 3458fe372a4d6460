"use client";
import { Message } from "./message.tsx";

/** What a thrown page shows. The digest is the id under which the server's log has the cause. */
export function FailurePage(props: {
	error: unknown;
	retry: () => void;
	words: Record<"title" | "text" | "retry" | "home" | "id", string>;
}) {
	const { error, words } = props;
	const digest =
		error instanceof Error && "digest" in error && typeof error.digest === "string"
			? error.digest
			: null;
	return (
		<Message
			title={words.title}
			text={words.text}
			{...(digest === null ? {} : { code: `${words.id} ${digest}` })}
		>
			<button type="button" className="button button-main" onClick={() => props.retry()}>
				{words.retry}
			</button>
			{/* A plain link: after a failure the whole page is loaded anew. */}
			<a href="/" className="button">
				{words.home}
			</a>
		</Message>
	);
}
