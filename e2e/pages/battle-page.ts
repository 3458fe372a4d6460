import { expect, type Locator, type Page } from "@playwright/test";

/** Where a reply stands, as the page's marks say. */
export type Side = "left" | "right";

/** The page of one battle, `/` and `/b/{id}`, in the words that people see. */
export class BattlePage {
	readonly page: Page;
	readonly #address: string;

	/** `address`: of another arena than the shared one. */
	constructor(page: Page, address = "") {
		this.page = page;
		this.#address = address;
	}

	get message(): Locator {
		return this.page.getByLabel("Your message");
	}
	/** What is read out to those who don't see the page change. */
	get status(): Locator {
		return this.page.locator("[data-status]");
	}
	get votes(): Locator {
		return this.page.getByRole("group", { name: "Your verdict on the whole battle" });
	}
	get reveal(): Locator {
		return this.page.getByRole("region", { name: "Who they were" });
	}

	turn(turn: number): Locator {
		return this.page.locator(`[data-turn="${turn}"]`);
	}
	reply(side: Side, turn: number): Locator {
		return this.turn(turn).locator(`[data-side="${side}"]`);
	}
	/** The reply's text alone. */
	text(side: Side, turn: number): Locator {
		return this.reply(side, turn).locator(".reply-scroll");
	}
	choice(name: "A is better" | "B is better" | "Tie" | "Both bad"): Locator {
		return this.votes.getByRole("button", { name, exact: true });
	}
	button(name: string): Locator {
		return this.page.getByRole("button", { name, exact: true });
	}

	async open(): Promise<void> {
		await this.page.goto(`${this.#address}/`);
	}
	async send(text: string): Promise<void> {
		await this.message.fill(text);
		await this.button("Send").click();
	}
	/** Both replies of the latest turn are there, and the vote is open. */
	async finished(): Promise<void> {
		await expect(this.status).toHaveText("Both finished. You can vote.", { timeout: 20_000 });
	}
	/** Sends the first message of a battle and waits for both replies. */
	async begin(text: string): Promise<void> {
		await this.open();
		await this.send(text);
		await this.finished();
	}
	/** Votes and does not wait for the time to undo. */
	async vote(name: Parameters<BattlePage["choice"]>[0]): Promise<void> {
		await this.choice(name).click();
		await this.button("Show the names now").click();
		await expect(this.reveal).toBeVisible();
	}
	/** The battle's id, which stands in the address from the first message on. */
	async id(): Promise<string> {
		await this.page.waitForURL(/\/b\/[0-9a-f-]{36}$/);
		return this.page.url().slice(-36);
	}
	async receipt(): Promise<string> {
		await this.reveal.getByText("Receipt", { exact: true }).click();
		return (await this.reveal.locator("code").textContent()) ?? "";
	}
}
