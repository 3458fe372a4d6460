import type { CodeRunner } from "#lib/simulation/suite.ts";

export const codeRunner: CodeRunner = { run: () => Promise.reject(new Error("no sandbox")) };
