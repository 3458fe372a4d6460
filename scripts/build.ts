// `npm run build`: the production build, unless the one that stands is of these sources.
import { buildIfNeeded } from "./start/build-if-needed.ts";

if (!buildIfNeeded((line) => process.stdout.write(`${line}\n`)))
	process.stdout.write("The build that stands was made from these sources.\n");
