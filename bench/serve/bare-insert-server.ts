import { createServer } from "node:http";
import pg from "pg";

// What a vote is measured against over HTTP: reads a JSON body, inserts one row, answers once it is
// committed. Prints its port.
const [connectionString = "", max = "20"] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: Number(max) });

const server = createServer((request, response) => {
	let text = "";
	request.setEncoding("utf8");
	request.on("data", (chunk: string) => {
		text += chunk;
	});
	request.on("end", async () => {
		const { outcome } = JSON.parse(text) as { outcome: string };
		const { rows } = await pool.query("INSERT INTO bench_rows (outcome) VALUES ($1) RETURNING id", [
			outcome,
		]);
		response.writeHead(201, { "content-type": "application/json" });
		response.end(JSON.stringify({ vote: rows[0] }));
	});
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
	const address = server.address();
	process.stdout.write(`${typeof address === "object" && address !== null ? address.port : 0}\n`);
});
