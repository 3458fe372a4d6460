-- What a jury takes counts towards a run's budget, and time spent paused does not.
ALTER TABLE "readings" ADD COLUMN     "calls" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tokens_in" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tokens_out" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "runs" ADD COLUMN     "paused_at" TIMESTAMPTZ(3),
ADD COLUMN     "paused_seconds" DOUBLE PRECISION NOT NULL DEFAULT 0;
