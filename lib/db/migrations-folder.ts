import { join } from "node:path";

/** Folder of the migrations, from the project's root, which is the working directory of every command. */
export const migrationsFolder = (): string => join(process.cwd(), "prisma", "migrations");
