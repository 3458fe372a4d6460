import { chromium } from "playwright-core";
import { existsSync } from "node:fs";
const [, , only] = process.argv;
const base = "http://localhost:4630";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"] });
const statePath = "/tmp/studio-auth.json";
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: process.env.LOC ?? "en-GB", ...(existsSync(statePath) ? { storageState: statePath } : {}) });
const page = await context.newPage();
page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") console.log("console", m.type(), m.text().slice(0, 300)); });
page.on("pageerror", (e) => console.log("pageerror", e.message.slice(0, 300)));
if (!existsSync(statePath)) {
  await page.goto(`${base}/sign-in`);
  await page.getByLabel("One-time code").fill(process.env.CODE ?? "");
  await page.getByRole("button", { name: "Enter" }).click();
  await page.waitForURL(/admin/);
  await context.storageState({ path: statePath });
}
const list: string[] = JSON.parse(process.env.PAGES ?? "[]");
for (const path of list) {
  const name = path.replace(/[^a-z0-9]+/gi, "_").slice(0, 60);
  for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 360], ["dark", 360]] as const) {
    if (only && !`${scheme}${width}`.includes(only)) continue;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    const t0 = Date.now();
    const r = await page.goto(`${base}${path}`, { waitUntil: "load" });
    await page.waitForTimeout(300);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    console.log(r?.status(), Date.now() - t0, "ms", scheme, width, path, over > 0 ? `OVERFLOW ${over}` : "");
    const H = Number(process.env.H ?? 1800); const Y = Number(process.env.Y ?? 0); const full = await page.evaluate(() => document.documentElement.scrollHeight); await page.screenshot({ path: `/tmp/studio-shots/${process.env.N ?? name}_${scheme}_${width}.png`, fullPage: true, clip: { x: 0, y: Y, width, height: Math.max(1, Math.min(H, full - Y)) } });
  }
}
await browser.close();
