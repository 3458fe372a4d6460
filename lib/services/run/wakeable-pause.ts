/** A pause that can be ended from outside. A wake while nobody pauses ends the next pause at once, so none is missed. */
export class WakeablePause {
	#isWoken = false;
	#end: (() => void) | null = null;

	wake(): void {
		if (this.#end === null) this.#isWoken = true;
		else this.#end();
	}

	async sleep(ms: number): Promise<void> {
		if (!this.#isWoken)
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, ms);
				this.#end = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		this.#end = null;
		this.#isWoken = false;
	}
}
