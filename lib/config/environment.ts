import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";

const flag = z
	.enum(["0", "1", "true", "false"])
	.transform((value) => value === "1" || value === "true");
const whole = (min: number, max: number) =>
	z.coerce.number<string>("must be a whole number").int().min(min).max(max);
const secret = z.string().min(16, "must have at least 16 characters");
const url = z.url("must be an absolute address such as https://arena.example.org");

/**
 * Everything Parley reads from its environment. Names end in their unit. `.env.example` explains
 * each; a test holds the two together.
 */
export const environmentSchema = z.object({
	PORT: whole(0, 65535).default(3000),
	HOST: z.string().min(1).default("0.0.0.0"),
	/** The address people use; needed behind a proxy, for sign-in and share links. */
	PARLEY_PUBLIC_URL: url.optional(),
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://")
		.optional(),
	DATABASE_POOL_MAX: whole(2, 500).default(20),
	PARLEY_DATA_DIR: z.string().min(1).default(".parley"),
	/** Port of the embedded PostgreSQL; 0 takes a free one. */
	PARLEY_DATABASE_PORT: whole(0, 65535).default(0),
	PARLEY_MODELS_FILE: z.string().min(1).default("arena.yaml"),
	/** web, worker or both: what this process group runs. */
	PARLEY_PROCESSES: z.enum(["web", "worker", "both"]).default("both"),
	PARLEY_HOUSE_MODELS: flag.default(true),
	PARLEY_DETECT_OLLAMA: flag.default(true),
	PARLEY_HOUSE_PACE: z.coerce.number<string>().min(0).max(100).default(1),
	PARLEY_DISPLAY_POLICY: z
		.enum(["gated-start", "as-received", "both-complete"])
		.default("gated-start"),
	PARLEY_SECRET: secret.optional(),
	PARLEY_CRON_SECRET: secret.optional(),
	/** Whoever sends it sees the figures of calls and money at /metrics; others don't. */
	PARLEY_METRICS_SECRET: secret.optional(),
	/** How many proxies in front may be believed about the client's address. */
	PARLEY_TRUSTED_PROXIES: whole(0, 10).default(0),
	PARLEY_LOG_LEVEL: z
		.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"])
		.default("warn"),
	AUTH_GITHUB_ID: z.string().optional(),
	AUTH_GITHUB_SECRET: z.string().optional(),
	AUTH_GOOGLE_ID: z.string().optional(),
	AUTH_GOOGLE_SECRET: z.string().optional(),
	AUTH_OIDC_ISSUER: url.optional(),
	AUTH_OIDC_ID: z.string().optional(),
	AUTH_OIDC_SECRET: z.string().optional(),
	AUTH_OIDC_NAME: z.string().default("Single sign-on"),
	/** Comma-separated e-mail addresses that become admin at sign-in (verified by the provider). */
	PARLEY_ADMIN_EMAILS: z.string().default(""),

	PARLEY_MESSAGE_BYTES_MAX: whole(1, 1_048_576).default(32_768),
	PARLEY_BODY_BYTES_MAX: whole(1024, 16_777_216).default(262_144),
	PARLEY_TURNS_MAX: whole(1, 500).default(50),
	PARLEY_REPLY_TOKENS_MAX: whole(1, 1_000_000).default(8192),
	PARLEY_REPLY_TIMEOUT_MS: whole(100, 3_600_000).default(120_000),
	PARLEY_CONNECT_TIMEOUT_MS: whole(100, 600_000).default(10_000),
	PARLEY_FIRST_TOKEN_TIMEOUT_MS: whole(100, 600_000).default(45_000),
	PARLEY_BETWEEN_TOKENS_TIMEOUT_MS: whole(100, 600_000).default(30_000),
	PARLEY_GATE_MAX_MS: whole(0, 60_000).default(8000),
	PARLEY_COALESCE_MS: whole(5, 1000).default(50),
	PARLEY_LEASE_MS: whole(1000, 600_000).default(15_000),
	PARLEY_STOP_GRACE_MS: whole(0, 600_000).default(10_000),
	PARLEY_TURNS_PER_VOTER_MAX: whole(1, 1_000_000).default(20),
	PARLEY_TURNS_WINDOW_SECONDS: whole(1, 86_400).default(600),
	PARLEY_TURNS_AT_ONCE_MAX: whole(1, 10_000).default(4),
	/** New battles from one network in a window of PARLEY_TURNS_WINDOW_SECONDS. */
	PARLEY_BATTLES_PER_NETWORK_MAX: whole(1, 1_000_000).default(600),
	/** Limits per network are this many times those per voter. */
	PARLEY_NETWORK_FACTOR: whole(1, 1_000_000).default(5),
	/** Votes of one voter in a window, changes of votes included. */
	PARLEY_VOTES_PER_VOTER_MAX: whole(1, 1_000_000).default(300),
	/** Leaderboards that are fitted for one network in a window because nobody keeps them. */
	PARLEY_FITS_PER_NETWORK_MAX: whole(1, 1_000_000).default(60),
	/** Such fits that one process runs at the same time; others wait. */
	PARLEY_FITS_AT_ONCE_MAX: whole(1, 100).default(2),
	/** Exports that one network begins in a window, and that one process serves it at the same time. */
	PARLEY_EXPORTS_PER_NETWORK_MAX: whole(1, 1_000_000).default(300),
	PARLEY_EXPORTS_AT_ONCE_MAX: whole(1, 1000).default(4),
	/** Turns that one voter follows in one process at the same time. */
	PARLEY_STREAMS_AT_ONCE_MAX: whole(1, 100_000).default(20),
	PARLEY_OPERATOR_CODE_HOURS: whole(1, 8760).default(24),
	PARLEY_RANKING_DEBOUNCE_MS: whole(0, 3_600_000).default(1000),
	/** Snapshots up to this age are all kept; then one an hour … */
	PARLEY_SNAPSHOTS_ALL_HOURS: whole(1, 87_600).default(24),
	/** … up to this age, then one a day. */
	PARLEY_SNAPSHOTS_HOURLY_DAYS: whole(1, 36_500).default(30),
	/** A new arena on its own database plays a small run of house players by itself. */
	PARLEY_DEMO_RUN: flag.default(true),
	/** Conversations of simulated runs that one worker plays at the same time. */
	PARLEY_EPISODES_AT_ONCE_MAX: whole(0, 1000).default(8),
	/** Faults of a worker at one conversation, or at one thing to judge, after which it is given up. */
	PARLEY_GIVE_BACKS_MAX: whole(1, 1000).default(5),
	/** Of each conversation, in one prompt to a juror; longer ones are read in windows. */
	PARLEY_JUROR_CHARACTERS_MAX: whole(1000, 10_000_000).default(24_000),
	PARLEY_UNDO_MS: whole(0, 60_000).default(5000),

	/** Threads of one process that run untrusted code; each is started when it is first needed. */
	PARLEY_SANDBOX_THREADS_MAX: whole(1, 64).default(2),
	/** Runs of untrusted code that may wait for a thread. */
	PARLEY_SANDBOX_WAITING_MAX: whole(0, 1_000_000).default(200),
	/** The most that one run of untrusted code may ask for. */
	PARLEY_SANDBOX_TIMEOUT_MS: whole(1, 600_000).default(5000),
	PARLEY_SANDBOX_MEMORY_BYTES_MAX: whole(16_777_216, 1_073_741_824).default(67_108_864),
	PARLEY_SANDBOX_OUTPUT_BYTES_MAX: whole(0, 16_777_216).default(262_144),

	/** One request to an environment over HTTP, and the size of its answer. */
	PARLEY_ENVIRONMENT_TIMEOUT_MS: whole(1, 3_600_000).default(120_000),
	PARLEY_ENVIRONMENT_BYTES_MAX: whole(1024, 268_435_456).default(8_388_608),
});

export type Environment = z.infer<typeof environmentSchema>;

/**
 * Parses the environment; empty values count as unset. Throws one `AppError`
 * (`configuration-invalid`) that lists every problem at once, never a value that may be a secret.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
	const present = Object.fromEntries(
		Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
	);
	const parsed = environmentSchema.safeParse(present);
	const problems = [
		...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`),
		...pairProblems(present),
	];
	if (!parsed.success || problems.length > 0)
		throw new AppError(
			"configuration-invalid",
			`The environment has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}; .env.example explains each setting.\n${problems.map((p) => `  - ${p}`).join("\n")}`,
			{ status: 500, data: { problems } },
		);
	return parsed.data;
}

/** A sign-in provider needs all of its settings or none. */
function pairProblems(present: Record<string, string | undefined>): string[] {
	const groups = [
		["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"],
		["AUTH_GOOGLE_ID", "AUTH_GOOGLE_SECRET"],
		["AUTH_OIDC_ISSUER", "AUTH_OIDC_ID", "AUTH_OIDC_SECRET"],
	];
	return groups.flatMap((names) => {
		const missing = names.filter((name) => present[name] === undefined);
		return missing.length === 0 || missing.length === names.length
			? []
			: [
					`${missing.join(", ")}: must be set too, because ${names.filter((n) => !missing.includes(n)).join(", ")} is`,
				];
	});
}
