-- The calls behind a conversation of a run.
CREATE INDEX "calls_of_episodes" ON "calls"("conversation_id") WHERE "purpose" = 'episode';
