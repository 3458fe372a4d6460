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

-- Everything that is made from judgements is made anew, by the first fold, with the new columns.
DELETE FROM "judgement_cells";
DELETE FROM "cells";
DELETE FROM "shared_battles";
DELETE FROM "board_states";
INSERT INTO "judgement_changes" DEFAULT VALUES;
