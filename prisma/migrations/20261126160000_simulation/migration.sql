-- AlterTable
ALTER TABLE "battles" ADD COLUMN     "episode_a_id" UUID,
ADD COLUMN     "episode_b_id" UUID;

-- AlterTable
ALTER TABLE "judgements" ADD COLUMN     "group_id" UUID,
ADD COLUMN     "provenance" JSONB;

-- AlterTable
ALTER TABLE "voters" ADD COLUMN     "judge" TEXT;

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "yaml" TEXT NOT NULL,
    "configuration" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "state_reason" TEXT,
    "estimate" JSONB NOT NULL,
    "event_log_hash" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_cells" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "suite" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "control" TEXT NOT NULL,
    "language" TEXT,
    "model" TEXT NOT NULL,
    "others" JSONB NOT NULL,

    CONSTRAINT "run_cells_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "episodes" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "run_id" UUID,
    "cell_id" UUID,
    "position" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "suite" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "replicate" INTEGER NOT NULL DEFAULT 0,
    "control" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "model_id" UUID NOT NULL,
    "drivers" JSONB NOT NULL,
    "pairing_key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "end_reason" TEXT,
    "void_reason" TEXT,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "turns" INTEGER NOT NULL DEFAULT 0,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "tokens_in" INTEGER NOT NULL DEFAULT 0,
    "tokens_out" INTEGER NOT NULL DEFAULT 0,
    "cost_usd" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "duration_ms" DOUBLE PRECISION,
    "event_hash" TEXT,
    "metrics" JSONB,
    "audit" JSONB,
    "parent_id" UUID,
    "fork_turn" INTEGER,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "episodes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "episode_events" (
    "episode_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "seat" TEXT,
    "turn" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "meta" JSONB,

    CONSTRAINT "episode_events_pkey" PRIMARY KEY ("episode_id","seq")
);

-- CreateTable
CREATE TABLE "check_results" (
    "episode_id" UUID NOT NULL,
    "check" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "loose" BOOLEAN NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_results_pkey" PRIMARY KEY ("episode_id","check","version","turn","position")
);

-- CreateTable
CREATE TABLE "readings" (
    "id" UUID NOT NULL,
    "battle_id" UUID NOT NULL,
    "run_id" UUID,
    "juror" TEXT NOT NULL,
    "family" TEXT,
    "lens" TEXT NOT NULL,
    "lens_version" TEXT NOT NULL,
    "rubric" TEXT,
    "first_slot" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "outcome" TEXT,
    "verdict" JSONB,
    "call_id" UUID,
    "cost_usd" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "readings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "runs_slug_key" ON "runs"("slug");

-- CreateIndex
CREATE INDEX "runs_created_at_idx" ON "runs"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "run_cells_run_id_position_key" ON "run_cells"("run_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "episodes_slug_key" ON "episodes"("slug");

-- CreateIndex
CREATE INDEX "episodes_state_run_id_position_idx" ON "episodes"("state", "run_id", "position");

-- CreateIndex
CREATE INDEX "episodes_pairing_key_model_id_idx" ON "episodes"("pairing_key", "model_id");

-- CreateIndex
CREATE INDEX "episodes_cell_id_idx" ON "episodes"("cell_id");

-- CreateIndex
CREATE INDEX "episodes_model_id_ended_at_idx" ON "episodes"("model_id", "ended_at");

-- CreateIndex
CREATE INDEX "episodes_parent_id_idx" ON "episodes"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "episodes_run_id_position_attempt_key" ON "episodes"("run_id", "position", "attempt");

-- CreateIndex
CREATE INDEX "readings_run_id_idx" ON "readings"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "readings_battle_id_juror_lens_lens_version_first_slot_key" ON "readings"("battle_id", "juror", "lens", "lens_version", "first_slot");

-- AddForeignKey
ALTER TABLE "run_cells" ADD CONSTRAINT "run_cells_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "episodes" ADD CONSTRAINT "episodes_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "episodes" ADD CONSTRAINT "episodes_cell_id_fkey" FOREIGN KEY ("cell_id") REFERENCES "run_cells"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "episode_events" ADD CONSTRAINT "episode_events_episode_id_fkey" FOREIGN KEY ("episode_id") REFERENCES "episodes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_results" ADD CONSTRAINT "check_results_episode_id_fkey" FOREIGN KEY ("episode_id") REFERENCES "episodes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
