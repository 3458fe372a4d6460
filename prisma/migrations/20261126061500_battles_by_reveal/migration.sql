-- CreateIndex
CREATE INDEX "battles_revealed_at_id_idx" ON "battles"("revealed_at", "id");
