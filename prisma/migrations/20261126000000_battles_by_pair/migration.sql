-- The latest battles of a pair, for the share of voters who agree; serves what the index on slot a's
-- model alone did.
-- DropIndex
DROP INDEX "battles_model_a_id_idx";

-- CreateIndex
CREATE INDEX "battles_model_a_id_model_b_id_id_idx" ON "battles"("model_a_id", "model_b_id", "id");
