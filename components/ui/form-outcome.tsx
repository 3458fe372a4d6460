/** What the form that led here did, or why nothing was changed. Read out when the page opens. */
export function FormOutcome(props: {
	done: string | null;
	problem: string | null;
	problemTitle: string;
}) {
	if (props.problem !== null)
		return (
			<p role="alert" className="notice notice-danger mb-6 max-w-prose">
				<strong>{props.problemTitle}</strong> {props.problem}
			</p>
		);
	if (props.done === null) return null;
	return (
		<p role="status" className="notice mb-6 max-w-prose">
			{props.done}
		</p>
	);
}
