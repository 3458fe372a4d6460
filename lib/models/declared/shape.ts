type Camel<Key extends string> = Key extends `${infer Head}_${infer Tail}`
	? `${Head}${Capitalize<Camel<Tail>>}`
	: Key;

/** The same object with snake_case keys written in camelCase. */
export function camelKeys<T extends object>(
	given: T,
): { [Key in keyof T & string as Camel<Key>]: T[Key] } {
	const entries = Object.entries(given).map(([key, value]) => [
		key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
		value,
	]);
	return Object.fromEntries(entries);
}

/** The same object without the keys whose value is undefined. */
export function withoutUndefined<T extends object>(
	given: T,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
	const entries = Object.entries(given).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
