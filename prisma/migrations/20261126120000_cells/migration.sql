-- Cells: counts of judgements that each vote moves by one, so that a leaderboard never reads all votes.

-- CreateTable
CREATE TABLE "judgement_changes" (
    "seq" BIGSERIAL NOT NULL,
    "judgement_id" UUID,
    "battle_id" UUID,
    "voter_id" UUID,

    CONSTRAINT "judgement_changes_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "cells" (
    "id" BIGSERIAL NOT NULL,
    "origin" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "categories" TEXT[],
    "turns" SMALLINT NOT NULL,
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "model_a_id" UUID NOT NULL,
    "model_b_id" UUID NOT NULL,
    "wins_a" INTEGER NOT NULL DEFAULT 0,
    "wins_b" INTEGER NOT NULL DEFAULT 0,
    "ties" INTEGER NOT NULL DEFAULT 0,
    "both_bad" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "cells_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judgement_cells" (
    "cell_id" BIGINT NOT NULL,
    "judgement_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "judgement_cells_pkey" PRIMARY KEY ("bucket","judgement_id")
);

-- CreateTable
CREATE TABLE "shared_battles" (
    "battle_id" UUID NOT NULL,

    CONSTRAINT "shared_battles_pkey" PRIMARY KEY ("battle_id")
);

-- CreateTable
CREATE TABLE "board_states" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "must_refit" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "board_states_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "board_cells" (
    "board_id" INTEGER NOT NULL,
    "model_a_id" UUID NOT NULL,
    "model_b_id" UUID NOT NULL,
    "wins_a" INTEGER NOT NULL,
    "wins_b" INTEGER NOT NULL,
    "ties" INTEGER NOT NULL,
    "both_bad" INTEGER NOT NULL,

    CONSTRAINT "board_cells_pkey" PRIMARY KEY ("board_id","model_a_id","model_b_id")
);

-- CreateTable
CREATE TABLE "board_counts" (
    "board_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "board_counts_pkey" PRIMARY KEY ("board_id","kind","name")
);

-- CreateTable
CREATE TABLE "board_buckets" (
    "board_id" INTEGER NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "hash" TEXT,

    CONSTRAINT "board_buckets_pkey" PRIMARY KEY ("board_id","bucket")
);

-- CreateTable
CREATE TABLE "recounts" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "judgements" INTEGER NOT NULL,
    "cells" INTEGER NOT NULL,
    "differences" JSONB NOT NULL,
    "duration_ms" INTEGER NOT NULL,

    CONSTRAINT "recounts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "cells_stratum" ON "cells"("day", "model_a_id", "model_b_id", "reason", "turns", "language", "categories", "category", "origin", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "board_states_key_key" ON "board_states"("key");

-- CreateIndex
CREATE INDEX "recounts_at_idx" ON "recounts"("at");

-- AddForeignKey
ALTER TABLE "board_states" ADD CONSTRAINT "board_states_key_fkey" FOREIGN KEY ("key") REFERENCES "leaderboards"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_cells" ADD CONSTRAINT "board_cells_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board_states"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_counts" ADD CONSTRAINT "board_counts_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board_states"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "board_buckets" ADD CONSTRAINT "board_buckets_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board_states"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- Buckets whose hash is to be taken again.
CREATE INDEX "board_buckets_stale" ON "board_buckets"("board_id") WHERE "hash" IS NULL;

-- Each change of what a judgement counts as is noted in its own transaction, by what changed and not by
-- how: a fold looks at what holds when it takes the note. So two transactions that change two things
-- about one judgement need no lock against each other, whichever of them commits first. Notes are
-- only ever added here, so votes never wait for each other.
CREATE FUNCTION "note_judgements"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "judgement_changes" ("judgement_id") SELECT "id" FROM "changed";
  RETURN NULL;
END $$;
CREATE FUNCTION "note_judgement"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "judgement_changes" ("judgement_id") VALUES (OLD."id");
  RETURN NULL;
END $$;
CREATE FUNCTION "note_battle"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "judgement_changes" ("battle_id") VALUES (OLD."id");
  RETURN NULL;
END $$;
CREATE FUNCTION "note_voter"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "judgement_changes" ("voter_id") VALUES (OLD."id");
  RETURN NULL;
END $$;
CREATE FUNCTION "note_everything"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "judgement_changes" DEFAULT VALUES;
  RETURN NULL;
END $$;

CREATE TRIGGER "judgements_inserted" AFTER INSERT ON "judgements"
  REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "note_judgements"();
CREATE TRIGGER "judgements_updated" AFTER UPDATE OF "is_current", "withdrawn_at", "exclusions", "kind", "turns_count" ON "judgements"
  FOR EACH ROW WHEN ((OLD."is_current", OLD."withdrawn_at" IS NULL, OLD."exclusions", OLD."kind", OLD."turns_count")
    IS DISTINCT FROM (NEW."is_current", NEW."withdrawn_at" IS NULL, NEW."exclusions", NEW."kind", NEW."turns_count"))
  EXECUTE FUNCTION "note_judgement"();
CREATE TRIGGER "judgements_deleted" AFTER DELETE ON "judgements"
  REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "note_judgements"();
CREATE TRIGGER "judgements_truncated" AFTER TRUNCATE ON "judgements"
  FOR EACH STATEMENT EXECUTE FUNCTION "note_everything"();
CREATE TRIGGER "battles_changed" AFTER UPDATE OF "origin", "language", "category", "categories", "model_a_id", "model_b_id" ON "battles"
  FOR EACH ROW WHEN ((OLD."origin", OLD."language", OLD."category", OLD."categories", OLD."model_a_id", OLD."model_b_id")
    IS DISTINCT FROM (NEW."origin", NEW."language", NEW."category", NEW."categories", NEW."model_a_id", NEW."model_b_id"))
  EXECUTE FUNCTION "note_battle"();
CREATE TRIGGER "battles_deleted" AFTER DELETE ON "battles" FOR EACH ROW EXECUTE FUNCTION "note_battle"();
CREATE TRIGGER "voters_changed" AFTER UPDATE OF "excluded_at" ON "voters"
  FOR EACH ROW WHEN ((OLD."excluded_at" IS NULL) IS DISTINCT FROM (NEW."excluded_at" IS NULL))
  EXECUTE FUNCTION "note_voter"();
CREATE TRIGGER "voters_deleted" AFTER DELETE ON "voters" FOR EACH ROW EXECUTE FUNCTION "note_voter"();

-- The judgements that are there already: the first fold counts them all.
INSERT INTO "judgement_changes" DEFAULT VALUES;
