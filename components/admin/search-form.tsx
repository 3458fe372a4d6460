import Link from "next/link";

/** One search field whose text is in the address. */
export function SearchForm(props: {
	action: string;
	label: string;
	submit: string;
	value: string;
	/** The name of the way back to everything, shown while something is searched. */
	all?: string;
}) {
	return (
		<form
			method="get"
			action={props.action}
			role="search"
			className="mb-6 flex flex-wrap items-end gap-2"
		>
			<label className="block min-w-0 grow sm:max-w-md">
				<span className="mb-1 block text-quiet text-sm">{props.label}</span>
				<input
					type="search"
					name="q"
					defaultValue={props.value}
					maxLength={200}
					className="field"
				/>
			</label>
			<button type="submit" className="button">
				{props.submit}
			</button>
			{props.all === undefined || props.value === "" ? null : (
				<Link href={props.action} prefetch={false} className="button button-plain">
					{props.all}
				</Link>
			)}
		</form>
	);
}
