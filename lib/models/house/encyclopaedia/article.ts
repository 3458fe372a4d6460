/** One short article of the bundled encyclopaedia: 40 to 90 words of our own, plain facts only. */
export interface Article {
	title: string;
	text: string;
}
