import { defineConfig } from "prisma/config";

// Read by the Prisma command line only (`prisma generate`, and `prisma migrate deploy` for operators).
export default defineConfig({
	schema: "prisma",
	migrations: { path: "prisma/migrations" },
	datasource: { url: process.env["DATABASE_URL"] ?? "postgresql://unset" },
});
