-- In a migration of its own: building an index keeps writers waiting, but readers only where the same transaction has
-- also altered the table. Not concurrently: processes that start together wait for the migration with a transaction
-- of their own, for which a concurrent build would wait in turn. A database may have the indexes already.

-- CreateIndex
CREATE INDEX IF NOT EXISTS "battles_episode_b_id_idx" ON "battles"("episode_b_id");

-- CreateIndex
CREATE UNIQUE INDEX IF NOT EXISTS "battles_episode_a_id_episode_b_id_key" ON "battles"("episode_a_id", "episode_b_id");
