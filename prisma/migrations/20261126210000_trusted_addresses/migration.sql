-- AlterTable
ALTER TABLE "endpoints" ADD COLUMN "trusted" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "runs" ADD COLUMN "trusted" BOOLEAN NOT NULL DEFAULT false;

-- Models that runs' files gave inline were marked as an operator's. Who launched those runs is not known any more, so
-- their addresses are asked only while they are public, until an operator's run gives them again.
UPDATE "models" SET "source" = 'run' WHERE "source" = 'admin' AND NOT "blind_eligible";
UPDATE "endpoints" SET "trusted" = false WHERE "model_id" IN (SELECT "id" FROM "models" WHERE "source" = 'run');
