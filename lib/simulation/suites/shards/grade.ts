import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import type { CheckResult, CodeRunner, Grade } from "#lib/simulation/suite.ts";
import { textsOf } from "#lib/simulation/users/heard.ts";
import { CHECK_VERSION, type Checked, checkAnswer } from "./check-answer.ts";
import { readAnswer } from "./read-answer.ts";
import { secretOf } from "./secret.ts";

interface Attempt {
	turn: number;
	answer: string;
	checked: Checked;
}

/** Checks every attempt; the last one decides. */
export async function gradeShards(record: EpisodeRecord, code: CodeRunner): Promise<Grade> {
	const { scenario } = record;
	const { task, allTold } = secretOf(scenario);
	const replies = textsOf(record.messages, scenario.contested).filter(({ turn }) => turn > 0);
	const seen = new Map<string, Checked>();
	const attempts: Attempt[] = [];
	for (const { turn, text } of replies) {
		const answer = readAnswer(text);
		if (answer === null) continue;
		const checked = seen.get(answer) ?? (await checkAnswer(task.expected, answer, code));
		seen.set(answer, checked);
		attempts.push({ turn, answer, checked });
	}
	const last = attempts.at(-1);
	const isSolved = last?.checked.passed ?? false;
	const why = last === undefined ? "no answer was given" : last.checked.why;
	return {
		checks: [
			...attempts.map(({ turn, checked }) => checkOf(task.kind, turn, checked)),
			checkOf("solved", null, { passed: isSolved, why }),
		],
		metrics: {
			success: isSolved ? 1 : 0,
			// Who was right once and then went astray has no turn: of two who fail neither is better.
			turns: isSolved ? (attempts.find(({ checked }) => checked.passed)?.turn ?? null) : null,
			premature: attempts.filter(({ turn }) => turn < allTold).length,
			attempts: attempts.length,
			asked: replies.filter(({ text }) => readAnswer(text) === null && /[?？]/.test(text)).length,
			bloat: last === undefined ? null : last.answer.length / task.reference.length,
		},
	};
}

function checkOf(name: string, turn: number | null, { passed, why }: Checked): CheckResult {
	return {
		check: `shards/${name}`,
		version: CHECK_VERSION,
		turn,
		passed,
		loose: passed,
		score: passed ? 1 : 0,
		detail: { why },
	};
}
