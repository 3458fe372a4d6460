/** Two speech marks facing each other: one solid, one outlined, as A and B are everywhere. */
export function Logo(props: { className?: string }) {
	return (
		<svg viewBox="0 0 32 24" aria-hidden="true" className={props.className} fill="none">
			<path d="M14.5 2H8a6 6 0 0 0-6 6v14l5-5h7.5z" fill="var(--a)" />
			<path
				d="M18.75 3.25H24A4.75 4.75 0 0 1 28.75 8v11l-3.2-3.25h-6.8z"
				stroke="var(--b)"
				strokeWidth="2.5"
			/>
		</svg>
	);
}
