/** A state in a word, with a shape that tells it apart without colour. */
export function StateMark({ state, name }: { state: string; name: string }) {
	return (
		<span className="state-mark" data-state={state}>
			<span aria-hidden="true" className="state-dot" />
			{name}
		</span>
	);
}
