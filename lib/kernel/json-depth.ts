/** How deep arrays and objects are nested in a JSON text: 0 for a plain value. The text must be valid. */
export function jsonDepth(json: string): number {
	let depth = 0;
	let deepest = 0;
	let isInString = false;
	for (let i = 0; i < json.length; i++) {
		const c = json[i];
		if (isInString) {
			if (c === "\\") i += 1;
			else if (c === '"') isInString = false;
		} else if (c === '"') isInString = true;
		else if (c === "[" || c === "{") deepest = Math.max(deepest, ++depth);
		else if (c === "]" || c === "}") depth -= 1;
	}
	return deepest;
}
