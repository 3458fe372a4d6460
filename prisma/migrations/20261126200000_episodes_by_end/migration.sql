-- CreateIndex
CREATE INDEX "episodes_ended_at_id_idx" ON "episodes"("ended_at", "id");
