-- CreateTable
CREATE TABLE "critiques" (
    "id" UUID NOT NULL,
    "episode_id" UUID NOT NULL,
    "run_id" UUID,
    "turn" INTEGER NOT NULL,
    "critic" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "with_gold" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "critique" TEXT,
    "refinement" TEXT,
    "call_id" UUID,
    "cost_usd" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "critiques_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "critiques_run_id_idx" ON "critiques"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "critiques_episode_id_turn_critic_version_key" ON "critiques"("episode_id", "turn", "critic", "version");
