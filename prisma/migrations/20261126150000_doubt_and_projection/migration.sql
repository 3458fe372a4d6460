-- Snapshots keep their full covariance; criticism of them is kept beside them. Judgements are kept with
-- what clustering and style control need, in buckets that say when they changed last.

-- AlterTable
ALTER TABLE "rating_snapshots" ADD COLUMN "covariance" BYTEA,
ADD COLUMN "doubt" JSONB;

-- CreateTable
CREATE TABLE "board_criticisms" (
    "snapshot_id" UUID NOT NULL,
    "leaderboard_key" TEXT NOT NULL,
    "criticism" JSONB,
    "duration_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "board_criticisms_pkey" PRIMARY KEY ("snapshot_id")
);

-- CreateIndex
CREATE INDEX "board_criticisms_leaderboard_key_created_at_idx" ON "board_criticisms"("leaderboard_key", "created_at");

-- AddForeignKey
ALTER TABLE "board_criticisms" ADD CONSTRAINT "board_criticisms_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "rating_snapshots"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "judgement_cells" ADD COLUMN "voter_id" UUID,
ADD COLUMN "at" TIMESTAMPTZ(3),
ADD COLUMN "facts" INTEGER[];

-- CreateTable
CREATE TABLE "judgement_buckets" (
    "bucket" SMALLINT NOT NULL,
    "epoch" BIGINT NOT NULL,

    CONSTRAINT "judgement_buckets_pkey" PRIMARY KEY ("bucket")
);

-- What the schema language cannot say.

-- Numbers the folds, so that a process knows which buckets changed since it last looked.
CREATE SEQUENCE "judgement_epochs";

-- Whoever changes judgement_cells (a fold, a recount, a process of an older version that is still up) marks
-- the buckets that changed.
CREATE FUNCTION "mark_buckets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "judgement_buckets" ("bucket", "epoch")
  SELECT "bucket", "epoch" FROM (SELECT DISTINCT "bucket" FROM "changed") "c", (SELECT nextval('judgement_epochs') AS "epoch") "fold"
  ON CONFLICT ("bucket") DO UPDATE SET "epoch" = excluded."epoch";
  RETURN NULL;
END $$;
CREATE TRIGGER "judgement_cells_inserted" AFTER INSERT ON "judgement_cells"
  REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "mark_buckets"();
CREATE TRIGGER "judgement_cells_updated" AFTER UPDATE ON "judgement_cells"
  REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "mark_buckets"();
CREATE TRIGGER "judgement_cells_deleted" AFTER DELETE ON "judgement_cells"
  REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "mark_buckets"();

-- Rows of a process of an older version lack the new columns: the next fold looks at them again.
CREATE INDEX "judgement_cells_incomplete" ON "judgement_cells"("judgement_id") WHERE "voter_id" IS NULL;

-- Everything that is made from judgements is made anew, by the first fold, with the new columns.
DELETE FROM "judgement_cells";
DELETE FROM "cells";
DELETE FROM "shared_battles";
DELETE FROM "board_states";
INSERT INTO "judgement_changes" DEFAULT VALUES;
