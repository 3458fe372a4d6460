import type { Article } from "./article.ts";
import { arts } from "./arts.ts";
import { everyday } from "./everyday.ts";
import { food } from "./food.ts";
import { geography } from "./geography.ts";
import { history } from "./history.ts";
import { language } from "./language.ts";
import { mathematics } from "./mathematics.ts";
import { nature } from "./nature.ts";
import { science } from "./science.ts";
import { technology } from "./technology.ts";

/** All articles of the bundled encyclopaedia, by topic. */
export const articles: readonly Article[] = [
	...geography,
	...science,
	...history,
	...food,
	...technology,
	...language,
	...arts,
	...nature,
	...mathematics,
	...everyday,
];
