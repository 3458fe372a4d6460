import type { AdminWords } from "./admin-words.ts";
import { DataTable } from "./data-table.tsx";
import type { Format } from "./format.ts";

interface Result {
	at: string;
	endpoints: { endpoint: string; checks: { name: string; ok: boolean; detail: string }[] }[];
}

/** What the last conformance test of one model saw, endpoint by endpoint. */
export function ConformanceView(props: {
	t: AdminWords;
	format: Format;
	name: string;
	result: Result;
	isOpen: boolean;
}) {
	const { t, format, name, result } = props;
	const checks = result.endpoints.flatMap((endpoint) => endpoint.checks);
	return (
		<details open={props.isOpen} className="mb-3">
			<summary className="py-2">
				{t("models.conformance-of", {
					name,
					passed: checks.filter((check) => check.ok).length,
					total: checks.length,
					at: format.when(result.at),
				})}
			</summary>
			{result.endpoints.map((endpoint) => (
				<DataTable
					key={endpoint.endpoint}
					caption={endpoint.endpoint}
					columns={[
						{ key: "check", label: t("models.check") },
						{ key: "result", label: t("models.result") },
						{ key: "detail", label: t("models.detail") },
					]}
					rows={endpoint.checks.map((check) => ({
						key: check.name,
						cells: {
							check: check.name,
							result: check.ok ? (
								t("models.passed")
							) : (
								<strong className="text-danger">{t("models.failed")}</strong>
							),
							detail: check.detail,
						},
					}))}
				/>
			))}
		</details>
	);
}
