-- CreateTable
CREATE TABLE "snapshot_tombstones" (
    "id" UUID NOT NULL,
    "leaderboard_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snapshot_tombstones_pkey" PRIMARY KEY ("id")
);
